package org.medchain.cluster.member;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.data.PublicKey;
import tools.jackson.core.JacksonException;

/**
 * A replacement that has begun and has not ended: {@value #NAME} in the node's folder, written
 * before anything of the node is changed, so that the same command continues after any interruption
 * (CLUSTER-15).
 *
 * @param from the key that lost its store
 * @param to the fresh key, whose credentials lie in the node's folder
 * @param number of the folders in which the lost data and the old credentials are
 */
record Replacement(
    @JsonProperty(required = true) PublicKey from,
    @JsonProperty(required = true) PublicKey to,
    @JsonProperty(required = true) int number) {
  /** The file's name. */
  static final String NAME = "replacement.yaml";

  /** Written whole or not at all. */
  void write(Path node) throws IOException {
    NodeConfigFile.write(node.resolve(NAME), this);
  }

  /** The one that has begun in a node's folder. */
  static Optional<Replacement> read(Path node) throws IOException {
    Path file = node.resolve(NAME);
    try {
      return NodeConfigFile.read(file, Replacement.class);
    } catch (JacksonException e) {
      throw new IOException(file + " is no record of a replacement", e);
    }
  }
}
