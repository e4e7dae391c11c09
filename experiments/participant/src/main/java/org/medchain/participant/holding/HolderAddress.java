package org.medchain.participant.holding;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.participant.identity.IdentitiesFolder;

/**
 * Where a holder without a node is reached.
 *
 * @param key that it has to have
 * @param address of its connections
 */
public record HolderAddress(PublicKey key, InetSocketAddress address) {
  /** Reads {@code KEY@HOST:PORT}; the key may be an identity of this machine. */
  private static HolderAddress of(String text, IdentitiesFolder identities)
      throws UserInputException, IOException {
    int at = text.indexOf('@');
    if (at < 1) {
      throw new UserInputException("--holder: '" + text + "' is no KEY@HOST:PORT");
    }
    return new HolderAddress(
        identities.key(text.substring(0, at)), address("--holder", text.substring(at + 1)));
  }

  /** Reads several, and says what is wrong before anything is connected. */
  public static List<HolderAddress> all(List<String> texts, IdentitiesFolder identities)
      throws UserInputException, IOException {
    List<HolderAddress> all = new ArrayList<>();
    for (String each : texts) {
      all.add(of(each, identities));
    }
    return all;
  }

  /** Reads {@code HOST:PORT}. */
  public static InetSocketAddress address(String option, String text) throws UserInputException {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new UserInputException(option + ": '" + text + "' is no HOST:PORT");
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port > 65_535) {
      throw new UserInputException(option + ": no port is " + port);
    }
    return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
  }
}
