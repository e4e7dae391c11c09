package org.medchain.cluster.center;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.Invitation;

/** The invitation on standard input, as 'center invite' printed it. */
public final class TypedInvitation {
  private TypedInvitation() {}

  /**
   * Reads it.
   *
   * @param hint what else to say where the line is another
   */
  public static Invitation read(String hint) throws UserInputException, IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    String line = Optional.ofNullable(input.readLine()).orElse("").strip();
    if (!line.matches("[0-9a-f]{" + 2 * Invitation.SIZE + "}")) {
      throw new UserInputException(
          "the invitation on standard input is not %s hexadecimal digits%s"
              .formatted(2 * Invitation.SIZE, hint));
    }
    return new Invitation(Bytes.fromHex(line));
  }
}
