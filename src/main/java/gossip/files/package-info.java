/** Error messages about files, for all programs: {@link gossip.files.FileErrors}. */
package gossip.files;
