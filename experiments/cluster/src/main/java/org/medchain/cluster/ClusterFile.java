package org.medchain.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.durable.DurableFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of a started cluster (OPS-12): {@value #NAME} in its folder.
 *
 * @param name of the cluster
 * @param nodes in the order in which they were started
 */
public record ClusterFile(String name, List<ClusterFileNode> nodes) {
  /** The file's name. */
  public static final String NAME = "cluster.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  public ClusterFile {
    nodes = List.copyOf(nodes);
  }

  /**
   * A process of the cluster.
   *
   * @param name from its configuration
   * @param role {@code member}, {@code follower}, {@code center}, …
   * @param key its public key in hexadecimal digits
   * @param address where peers reach it, host:port
   * @param operatorUrl its admin endpoint
   * @param pid of the process; 0 if it is not one of this machine
   * @param folder with its configuration, store and logs
   */
  public record ClusterFileNode(
      String name,
      String role,
      String key,
      String address,
      URI operatorUrl,
      long pid,
      Path folder) {}

  /** Writes the file into a cluster's folder, whole or not at all. */
  public void write(Path folder) throws IOException {
    DurableFile.write(folder.resolve(NAME), MAPPER.writeValueAsString(this) + "\n");
  }

  /**
   * Reads the file of a cluster's folder.
   *
   * @throws UserInputException if there is none, or it is no such file
   */
  public static ClusterFile read(Path folder) throws UserInputException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new UserInputException(folder + ": not a cluster's folder: it has no " + NAME);
    }
    ClusterFile read;
    try {
      read = MAPPER.readValue(Files.readString(file), ClusterFile.class);
    } catch (IOException | JacksonException e) {
      throw new UserInputException(file + ": cannot be read as a cluster: " + firstLine(e));
    }
    if (read == null) {
      throw new UserInputException(file + ": cannot be read as a cluster: null");
    }
    return read;
  }

  private static String firstLine(Exception e) {
    String message =
        e instanceof JacksonException json ? json.getOriginalMessage() : String.valueOf(e);
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  /** The folder in {@code clusters} whose cluster was started last. */
  public static Optional<Path> lastStarted(Path clusters) throws IOException {
    try (Stream<Path> all = Files.isDirectory(clusters) ? Files.list(clusters) : Stream.empty()) {
      return all.filter(folder -> Files.isRegularFile(folder.resolve(NAME)))
          .max(
              Comparator.comparingLong((Path each) -> each.resolve(NAME).toFile().lastModified())
                  .thenComparing(Comparator.naturalOrder()));
    }
  }
}
