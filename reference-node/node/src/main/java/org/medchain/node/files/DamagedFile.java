package org.medchain.node.files;

import java.io.IOException;

/** An encrypted file that is not, byte for byte, what its owner made; the message says where. */
public final class DamagedFile extends IOException {
  private static final long serialVersionUID = 1;

  DamagedFile(String reason) {
    super(reason);
  }
}
