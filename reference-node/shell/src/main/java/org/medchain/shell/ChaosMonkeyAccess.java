package org.medchain.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.medchain.data.Bytes;
import org.medchain.node.center.AtomicFileWriter;

/**
 * The secret without which nobody gives Chaos Monkey an order (OPS-17): who may read the node's
 * files may have it, and nobody else on the machine.
 *
 * @param token of this start
 */
record ChaosMonkeyAccess(String token) {
  /** In the shell's folder: where Chaos Monkey is reached, and the token, in a line each. */
  static final String FILE = "chaos-monkey.access";

  private static final int TOKEN_BYTES = 32;
  private static final String SCHEME = "Bearer ";

  static ChaosMonkeyAccess random() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new ChaosMonkeyAccess(HexFormat.of().formatHex(bytes));
  }

  /** For its owner alone to read. */
  void write(Path folder, int port) throws IOException {
    String text = "http://127.0.0.1:" + port + "/actuator/chaosmonkey\n" + token + "\n";
    AtomicFileWriter.writeSecret(
        folder.resolve(FILE), Bytes.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Whether a header {@code Authorization} shows the token; takes as long for every wrong one. */
  boolean isShownBy(String header) {
    return header != null
        && MessageDigest.isEqual(
            header.getBytes(StandardCharsets.UTF_8),
            (SCHEME + token).getBytes(StandardCharsets.UTF_8));
  }
}
