/** Messages about files that several programs share: {@link gossip.files.FileErrors}. */
package gossip.files;
