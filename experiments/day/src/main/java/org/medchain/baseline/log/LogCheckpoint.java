package org.medchain.baseline.log;

import java.util.Base64;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;

/**
 * The head of a log's tree (C2SP tlog-checkpoint; BASE-7).
 *
 * @param origin the log's name
 * @param size number of entries
 */
public record LogCheckpoint(String origin, int size, Hash root) {
  /** The text that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + base64(root) + "\n";
  }

  /**
   * Reads such a text.
   *
   * @throws MalformedInput if it is not one, or has extension lines, which no log here makes
   */
  public static LogCheckpoint parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length == 4 && lines[1].matches("0|[1-9]\\d{0,8}")) {
      LogCheckpoint read = new LogCheckpoint(lines[0], Integer.parseInt(lines[1]), hash(lines[2]));
      if (read.text().equals(text)) {
        return read;
      }
    }
    throw new MalformedInput("a checkpoint has the lines origin, size and root");
  }

  static String base64(Hash hash) {
    return Base64.getEncoder().encodeToString(hash.toBytes().toArray());
  }

  static Hash hash(String base64) {
    Bytes bytes = SignedNote.fromBase64(base64);
    if (bytes.size() != Hash.SIZE) {
      throw new MalformedInput("a hash has 32 bytes: " + base64);
    }
    return Hash.fromArray(bytes.toArray(), 0);
  }
}
