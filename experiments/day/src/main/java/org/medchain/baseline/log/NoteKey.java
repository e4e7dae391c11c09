package org.medchain.baseline.log;

import java.util.Base64;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/**
 * A key that signs notes (C2SP signed-note; BASE-7).
 *
 * @param name of who signs
 * @param type what its signatures are over: {@link #ED25519} or {@link #COSIGNATURE_V1}
 */
public record NoteKey(String name, int type, PublicKey key) {
  /** The note's text: a log's own signature. */
  public static final int ED25519 = 1;

  /** A time and the note's text: a witness's signature (C2SP tlog-cosignature). */
  public static final int COSIGNATURE_V1 = 4;

  static final int ID_SIZE = 4;

  /** Its id: the first four bytes of a hash over name, type and key. */
  public Bytes id() {
    Encoder hashed = new Encoder().raw(Bytes.utf8(name + "\n")).uint8(type).value(key);
    return Hash.of(hashed.toBytes()).toBytes().slice(0, ID_SIZE);
  }

  /** The verifier key as a line. */
  public String text() {
    byte[] typed = new Encoder().uint8(type).value(key).toArray();
    return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed);
  }

  /**
   * Reads such a line.
   *
   * @throws MalformedInput if it is not one, or its id is another key's
   */
  public static NoteKey parse(String line) {
    String[] parts = line.split("\\+", 3);
    Bytes typed = parts.length == 3 ? SignedNote.fromBase64(parts[2]) : Bytes.EMPTY;
    if (typed.size() == 1 + PublicKey.SIZE) {
      PublicKey key = new PublicKey(typed.slice(1, typed.size()));
      NoteKey read = new NoteKey(parts[0], typed.at(0), key);
      if ((read.type == ED25519 || read.type == COSIGNATURE_V1) && read.text().equals(line)) {
        return read;
      }
    }
    throw new MalformedInput("a verifier key is NAME+ID+BASE64, not " + line);
  }
}
