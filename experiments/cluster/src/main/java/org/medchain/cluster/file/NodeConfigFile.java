package org.medchain.cluster.file;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.config.ValidatedYaml;
import org.medchain.experiments.config.YamlKind;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.HostedProtocol;
import org.medchain.node.operations.AdminEndpoint;
import org.medchain.node.operations.LogSettings;
import org.medchain.node.operations.ShellContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A node's config in YAML, checked against a published schema (NODE-7). */
public final class NodeConfigFile {
  /** Made when it is needed first: making it logs, and the log may not have begun. */
  private static final class NodeConfigSchema {
    static final ConfigSchema NODE = ConfigSchema.of(YamlKind.NODE, schemaText());

    private NodeConfigSchema() {}
  }

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
          .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private final Path folder;
  private final JsonNode root;
  private final ValidatedYaml yaml;

  private NodeConfigFile(Path folder, ValidatedYaml yaml) {
    this.folder = folder;
    this.yaml = yaml;
    this.root = yaml.root();
  }

  /** The schema as published. */
  public static String schemaText() {
    return SchemaText.of(NodeConfigFile.class, "node-schema.json");
  }

  /**
   * Reads a config.
   *
   * @throws UserInputException with a line for each problem that the file has
   */
  public static NodeConfig read(Path file) throws UserInputException {
    Path folder = file.toAbsolutePath().getParent();
    return new NodeConfigFile(folder, ValidatedYaml.read(file, NodeConfigSchema.NODE)).config();
  }

  /** A process's name, and how it logs. */
  public record ProcessLogging(String name, LogSettings settings) {}

  /**
   * A config's log settings, before anything of it is checked: the checks may log already. Nothing
   * if it cannot be read; See {@link #read}.
   */
  public static Optional<ProcessLogging> logging(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      JsonNode root = YAML.readTree(Files.readString(file));
      LogSettings usual = LogSettings.defaults(folder.resolve("log"));
      JsonNode log = root.path("log");
      return Optional.of(
          new ProcessLogging(
              root.path("name").asString(""),
              new LogSettings(
                  folder.resolve(log.path("folder").asString("log")).normalize(),
                  log.path("level").asString(usual.level()),
                  levels(log))));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> levels(JsonNode log) {
    Map<String, String> levels = new TreeMap<>();
    log.path("levels")
        .properties()
        .forEach(entry -> levels.put(entry.getKey(), entry.getValue().asString("")));
    return levels;
  }

  private NodeConfig config() throws UserInputException {
    return new NodeConfig(
        text("name"),
        address("/listen", text("listen")),
        path("genesis"),
        path("credentials"),
        path("data"),
        peers(),
        root.has("superior") ? Optional.of(key(text("superior"))) : Optional.empty(),
        consensus(),
        root.path("force").asBoolean(true),
        operator(root.path("operator")),
        root.has("shell") ? Optional.of(shell(root.path("shell"))) : Optional.empty(),
        log(root.path("log")),
        root.has("trace") ? Optional.of(path("trace")) : Optional.empty());
  }

  private String text(String key) {
    return root.path(key).asString("");
  }

  private Path path(String key) {
    return folder.resolve(text(key)).normalize();
  }

  private static PublicKey key(String digits) {
    return new PublicKey(Bytes.fromHex(digits));
  }

  private InetSocketAddress address(String pointer, String text) throws UserInputException {
    int colon = text.lastIndexOf(':');
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port > 65_535) {
      throw yaml.errorAt(pointer, "port " + port, "0 to 65535");
    }
    return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
  }

  private List<NodeConfig.PeerAddress> peers() throws UserInputException {
    List<NodeConfig.PeerAddress> peers = new ArrayList<>();
    for (JsonNode each : root.path("peers")) {
      String pointer = "/peers/" + peers.size() + "/address";
      peers.add(
          new NodeConfig.PeerAddress(
              key(each.path("key").asString("")),
              address(pointer, each.path("address").asString(""))));
    }
    return peers;
  }

  /** What no schema says; the message begins with the key. */
  private ConsensusConfig consensus() throws UserInputException {
    try {
      return consensus(root.path("consensus"));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw yaml.errorAt("/" + message.split(" ", 2)[0].replace('.', '/'), message, "");
    }
  }

  private static ConsensusConfig consensus(JsonNode node) {
    ConsensusConfig usual = ConsensusConfig.defaults();
    return new ConsensusConfig(
        HostedProtocol.named(node.path("protocol").asString(usual.protocol().key())),
        node.path("requests").asString("signed").equals("signed")
            ? ConsensusConfig.RequestAuthenticationSetting.SIGNED
            : ConsensusConfig.RequestAuthenticationSetting.SESSION_MACS,
        node.path("batch_transactions").asInt(usual.batchTransactions()),
        node.path("batch_bytes").asInt(usual.batchBytes()),
        node.path("batch_delay_ms").asDouble(usual.batchDelayMs()),
        node.path("view_timeout_ms").asDouble(usual.viewTimeoutMs()),
        node.path("retransmit_ms").asDouble(usual.retransmitMs()),
        node.path("pool_capacity").asInt(usual.poolCapacity()),
        node.path("checkpoint_interval").asLong(usual.checkpointInterval()),
        node.path("confirmations").asInt(usual.confirmations()),
        optional(node, "longest_view_timeout_ms"),
        optional(node, "network_delay_ms"),
        neighbours(node.path("neighbours")));
  }

  private static OptionalDouble optional(JsonNode node, String key) {
    return node.has(key) ? OptionalDouble.of(node.path(key).asDouble()) : OptionalDouble.empty();
  }

  /** Pairs, or one number alone. */
  private static List<List<Integer>> neighbours(JsonNode given) {
    List<List<Integer>> links = new ArrayList<>();
    given.forEach(link -> links.add(List.of(link.path(0).asInt(), link.path(1).asInt())));
    return given.isNumber() ? List.of(List.of(given.asInt())) : links;
  }

  private static AdminEndpoint.AdminAddress operator(JsonNode node) {
    return new AdminEndpoint.AdminAddress(
        node.path("host").asString("127.0.0.1"),
        node.path("port").asInt(0),
        node.path("exposed").asBoolean(false));
  }

  private static ShellContext.ShellSettings shell(JsonNode node) {
    List<String> profiles = new ArrayList<>();
    node.path("profiles").forEach(each -> profiles.add(each.asString("")));
    return new ShellContext.ShellSettings(node.path("port").asInt(0), profiles);
  }

  private LogSettings log(JsonNode node) throws UserInputException {
    Map<String, String> levels = levels(node);
    try {
      return new LogSettings(
          folder.resolve(node.path("folder").asString("log")),
          node.path("level").asString("INFO"),
          levels);
    } catch (IllegalArgumentException e) {
      throw yaml.errorAt("/log/levels", e.getMessage(), "");
    }
  }

  /** The text of a config that reads back as this one; paths as they are relative to its folder. */
  public static String text(NodeConfig config, Path folder) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("name", config.name());
    root.put("listen", hostPort(config.listen()));
    root.put("genesis", relative(folder, config.genesis()));
    root.put("credentials", relative(folder, config.credentials()));
    root.put("data", relative(folder, config.data()));
    ArrayNode peers = root.putArray("peers");
    for (NodeConfig.PeerAddress each : config.peers()) {
      ObjectNode peer = peers.addObject().put("key", each.key().value().toHex());
      peer.put("address", hostPort(each.address()));
    }
    config.superior().ifPresent(key -> root.put("superior", key.value().toHex()));
    consensus(root.putObject("consensus"), config.consensus());
    root.put("force", config.force());
    AdminEndpoint.AdminAddress place = config.operator();
    root.putObject("operator")
        .put("host", place.host())
        .put("port", place.port())
        .put("exposed", place.exposed());
    config.shell().ifPresent(shell -> shell(root.putObject("shell"), shell));
    root.putObject("log")
        .put("folder", relative(folder, config.log().folder()))
        .put("level", config.log().level());
    config.trace().ifPresent(trace -> root.put("trace", relative(folder, trace)));
    return "# A node of medchain; 'medchain node --schema' prints what may stand here.\n"
        + YAML.writeValueAsString(root);
  }

  private static void shell(ObjectNode out, ShellContext.ShellSettings shell) {
    ArrayNode profiles = out.put("port", shell.port()).putArray("profiles");
    shell.profiles().forEach(profiles::add);
  }

  private static void consensus(ObjectNode out, ConsensusConfig config) {
    out.put("protocol", config.protocol().key());
    out.put("requests", config.requests().key());
    out.put("batch_transactions", config.batchTransactions());
    out.put("batch_bytes", config.batchBytes());
    out.put("batch_delay_ms", config.batchDelayMs());
    out.put("view_timeout_ms", config.viewTimeoutMs());
    out.put("retransmit_ms", config.retransmitMs());
    out.put("pool_capacity", config.poolCapacity());
    out.put("checkpoint_interval", config.checkpointInterval());
    out.put("confirmations", config.confirmations());
    config.longestViewTimeoutMs().ifPresent(ms -> out.put("longest_view_timeout_ms", ms));
    config.networkDelayMs().ifPresent(ms -> out.put("network_delay_ms", ms));
    List<List<Integer>> links = config.neighbours();
    if (links.size() == 1 && links.getFirst().size() == 1) {
      out.put("neighbours", links.getFirst().getFirst());
    } else if (!links.isEmpty()) {
      out.putPOJO("neighbours", links);
    }
  }

  private static String hostPort(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  private static String relative(Path folder, Path path) {
    String text = folder.toAbsolutePath().relativize(path.toAbsolutePath()).toString();
    return text.isEmpty() ? "." : text;
  }
}
