package org.medchain.client.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;

/**
 * A person's identities, a folder each (PROC-1).
 *
 * @param folder of all of them
 */
public record IdentitiesFolder(Path folder) {
  private static final String NAME = "[a-z0-9][a-z0-9_-]{0,31}";

  /** The one of this user. */
  public static IdentitiesFolder usual() {
    return new IdentitiesFolder(Path.of(System.getProperty("user.home"), ".medchain"));
  }

  /**
   * The identity of this name, which may not exist yet.
   *
   * @throws IOException if no identity may have that name
   */
  public ParticipantFolder named(String name) throws IOException {
    if (!name.matches(NAME)) {
      throw new IOException(
          "'"
              + name
              + "' is not an identity's name; allowed are 1 to 32 small letters, digits, - and _,"
              + " a letter or digit first");
    }
    return new ParticipantFolder(folder.resolve(name));
  }

  /**
   * A participant's name, which is its first key, from a person's input: 64 hexadecimal digits, the
   * name of an identity in this folder, or that with its role before it, as in {@code doctor:bob}.
   *
   * @throws IOException if it is something else, or the identity has another role
   */
  public PublicKey key(String text) throws IOException {
    if (text.matches("[0-9a-fA-F]{64}")) {
      return new PublicKey(Bytes.fromHex(text.toLowerCase(Locale.ROOT)));
    }
    int colon = text.indexOf(':');
    IdentityCard card = named(text.substring(colon + 1)).card();
    if (colon >= 0 && !card.role().word().equals(text.substring(0, colon))) {
      throw new IOException(
          "'" + text + "': the role of " + card.name() + " is " + card.role().word());
    }
    return card.participant();
  }
}
