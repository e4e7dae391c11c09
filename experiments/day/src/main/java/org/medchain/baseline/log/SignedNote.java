package org.medchain.baseline.log;

import java.util.Base64;
import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Signature;

/**
 * A text and its signatures (C2SP signed-note; BASE-7).
 *
 * @param text ends with a line's end
 * @param signatures lines without their ends
 */
public record SignedNote(String text, List<String> signatures) {
  private static final String SIGNATURE_LINE = "\u2014 [^ +]+ [0-9A-Za-z+/]+={0,2}";

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads a note.
   *
   * @throws MalformedInput if it is not a signed note
   */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw new MalformedInput("a signed note has an empty line before its signatures");
    }
    List<String> lines = note.substring(end + 2).lines().toList();
    if (lines.isEmpty() || !lines.stream().allMatch(line -> line.matches(SIGNATURE_LINE))) {
      throw new MalformedInput("a signed note ends with signature lines");
    }
    return new SignedNote(note.substring(0, end + 1), lines);
  }

  static Bytes fromBase64(String text) {
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new MalformedInput("no base64: " + text);
    }
  }

  static Bytes signed(int type, String text, long atS) {
    return Bytes.utf8(type == NoteKey.ED25519 ? text : "cosignature/v1\ntime " + atS + "\n" + text);
  }

  static String begin(NoteKey key) {
    return "\u2014 " + key.name() + " ";
  }

  /** Whether this key signed it; lines of other keys are passed over, as the format demands. */
  public boolean signedBy(NoteKey key) {
    String own = begin(key);
    return signatures.stream()
        .filter(line -> line.startsWith(own))
        .anyMatch(line -> verifies(key, fromBase64(line.substring(own.length()))));
  }

  private boolean verifies(NoteKey key, Bytes line) {
    boolean timed = key.type() == NoteKey.COSIGNATURE_V1;
    int size = NoteKey.ID_SIZE + (timed ? Long.BYTES : 0) + Signature.SIZE;
    if (line.size() != size || !line.slice(0, NoteKey.ID_SIZE).equals(key.id())) {
      return false;
    }
    return Decoder.decode(
        line.slice(NoteKey.ID_SIZE, size),
        in -> {
          Bytes signed = signed(key.type(), text, timed ? Long.reverseBytes(in.int64()) : 0);
          return NoteSigner.SCHEME.verify(key.key(), signed, Signature.decode(in));
        });
  }

  /** The note as it is sent. */
  @Override
  public String toString() {
    return text + "\n" + String.join("\n", signatures) + "\n";
  }
}
