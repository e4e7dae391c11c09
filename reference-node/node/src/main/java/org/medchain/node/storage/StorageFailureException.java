package org.medchain.node.storage;

/**
 * The disk failed, or something read from it is damaged, while the node ran: the process has to
 * stop. Not thrown for data that are only read for a peer (STO-25). Its cause is an {@link
 * java.io.IOException} or a {@link CorruptStoreException}.
 */
public final class StorageFailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorageFailureException(Exception cause) {
    super("storage: " + cause.getMessage(), cause);
  }
}
