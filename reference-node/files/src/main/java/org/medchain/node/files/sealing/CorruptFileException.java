package org.medchain.node.files.sealing;

import java.io.IOException;

/** An encrypted file that differs from the one that its owner made; the message has the place. */
public final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1;

  public CorruptFileException(String reason) {
    super(reason);
  }
}
