package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.durable.DurableFile;

/**
 * A replacement that has begun and has not ended: {@value #NAME} in the node's folder, written
 * before anything of the node is changed, so that the same command continues after any interruption
 * (CLUSTER-15).
 *
 * @param from the key that lost its store
 * @param to the fresh key, whose credentials lie in the node's folder
 * @param number of the folders in which the lost data and the old credentials are
 */
record Replacement(PublicKey from, PublicKey to, int number) {
  /** The file's name. */
  static final String NAME = "replacement.yaml";

  private static final Pattern TEXT =
      Pattern.compile(
          """
          from: "([0-9a-f]{64})"
          to: "([0-9a-f]{64})"
          number: (\\d{1,6})
          """);

  /** Written whole or not at all. */
  void write(Path node) throws IOException {
    DurableFile.write(
        node.resolve(NAME),
        String.format(
            Locale.ROOT,
            "from: \"%s\"\nto: \"%s\"\nnumber: %d\n",
            from.value().toHex(),
            to.value().toHex(),
            number));
  }

  /** The one that has begun in a node's folder. */
  static Optional<Replacement> read(Path node) throws IOException {
    Path file = node.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(Files.readString(file));
    if (!matcher.matches()) {
      throw new IOException(file + " is no record of a replacement");
    }
    return Optional.of(
        new Replacement(
            key(matcher.group(1)), key(matcher.group(2)), Integer.parseInt(matcher.group(3))));
  }

  private static PublicKey key(String digits) {
    return new PublicKey(Bytes.fromHex(digits));
  }
}
