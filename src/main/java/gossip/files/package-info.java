/** What several programs say about files: {@link gossip.files.FileErrors}. */
package gossip.files;
