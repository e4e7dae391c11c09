package org.medchain.cluster.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.consensus.Protocol;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.config.ValidatedYaml;
import org.medchain.experiments.config.YamlKind;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.ConsensusConfig.RequestAuthenticationSetting;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.config.NodeConfig.PeerAddress;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.host.HostedProtocol;
import org.medchain.node.operations.AdminEndpoint.AdminAddress;
import org.medchain.node.operations.LogSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.util.StdConverter;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A node's config in YAML, checked against a published schema (NODE-7): the keys are the components
 * of {@link NodeConfig}, paths are relative to the file's folder.
 */
public final class NodeConfigFile {
  /** Made when it is needed first: making it logs, and the log may not have begun. */
  private static final class NodeConfigSchema {
    static final ConfigSchema NODE = ConfigSchema.of(YamlKind.NODE, schemaText());

    private NodeConfigSchema() {}
  }

  /** The attribute of a reader or writer from which paths are relative. */
  private static final String FOLDER = "folder";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
          .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(Include.NON_ABSENT))
          .addMixIn(ConsensusConfig.class, ConsensusKeys.class)
          .addMixIn(LogSettings.class, LogKeys.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(Path.class, writer(Path.class, NodeConfigFile::relative))
                  .addDeserializer(Path.class, reader(Path.class, NodeConfigFile::resolved)))
          .addModule(text(PublicKey.class, key -> key.value().toHex(), NodeConfigFile::key))
          .addModule(
              text(InetSocketAddress.class, NodeConfigFile::hostPort, NodeConfigFile::address))
          .addModule(text(Protocol.class, Protocol::key, HostedProtocol::named))
          .addModule(
              text(
                  RequestAuthenticationSetting.class,
                  RequestAuthenticationSetting::key,
                  word -> RequestAuthenticationSetting.valueOf(word.toUpperCase(Locale.ROOT))))
          .build();

  @JsonInclude(Include.NON_EMPTY)
  private interface ConsensusKeys {
    @SuppressWarnings("UnusedMethod") // Jackson reads its annotation.
    @JsonSerialize(converter = NumberOrPairs.class)
    List<List<Integer>> neighbours();
  }

  @JsonInclude(Include.NON_EMPTY)
  private interface LogKeys {}

  /** Pairs, or one number alone. */
  static final class NumberOrPairs extends StdConverter<List<List<Integer>>, Object> {
    @Override
    public Object convert(List<List<Integer>> links) {
      boolean number = links.size() == 1 && links.getFirst().size() == 1;
      return number ? links.getFirst().getFirst() : links;
    }
  }

  private static <T> StdSerializer<T> writer(Class<T> type, BiFunction<T, Object, String> written) {
    return new StdSerializer<>(type) {
      @Override
      public void serialize(T value, JsonGenerator out, SerializationContext context) {
        out.writeString(written.apply(value, context.getAttribute(FOLDER)));
      }
    };
  }

  private static <T> StdDeserializer<T> reader(Class<T> type, BiFunction<String, Object, T> read) {
    return new StdDeserializer<>(type) {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) {
        return read.apply(in.getString(), context.getAttribute(FOLDER));
      }
    };
  }

  private static <T> SimpleModule text(
      Class<T> type, Function<T, String> written, Function<String, T> read) {
    return new SimpleModule(type.getName())
        .addSerializer(type, writer(type, (value, folder) -> written.apply(value)))
        .addDeserializer(type, reader(type, (text, folder) -> read.apply(text)));
  }

  private NodeConfigFile() {}

  /** The schema as published. */
  public static String schemaText() {
    return SchemaText.of(NodeConfigFile.class, "node-schema.json");
  }

  /** Of a process that has its files in one folder, and its admin endpoint at any port. */
  public static NodeConfig usual(
      String name,
      InetSocketAddress listen,
      Path folder,
      List<PeerAddress> peers,
      ConsensusConfig consensus,
      boolean force) {
    return new NodeConfig(
        name,
        listen,
        folder.resolve("genesis.bin"),
        folder.resolve("credentials"),
        folder.resolve("data"),
        peers,
        Optional.empty(),
        consensus,
        force,
        AdminAddress.local(0),
        Optional.empty(),
        LogSettings.defaults(folder.resolve("log")),
        Optional.empty());
  }

  /**
   * Reads a config.
   *
   * @throws UserInputException with a line for each problem that the file has
   */
  public static NodeConfig read(Path file) throws UserInputException {
    ValidatedYaml yaml = ValidatedYaml.read(file, NodeConfigSchema.NODE);
    try {
      return value(NodeConfig.class, completed(yaml.root()), file);
    } catch (DatabindException e) {
      throw refusal(yaml, e);
    }
  }

  /** A small record of a cluster's folder, written whole or not at all. */
  public static void write(Path file, Record content) throws IOException {
    DurableFile.write(file, YAML.writeValueAsString(content));
  }

  /**
   * The record in a file; nothing if there is no such file.
   *
   * @throws JacksonException if it holds something else
   */
  public static <R extends Record> Optional<R> read(Path file, Class<R> type) throws IOException {
    try {
      return Optional.of(YAML.readValue(Files.readString(file), type));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static <T> T value(Class<T> type, JsonNode node, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return YAML.readerFor(type).withAttribute(FOLDER, folder).readValue(node);
  }

  /** With the defaults of what is left out. */
  private static ObjectNode completed(JsonNode given) {
    ObjectNode all =
        YAML.valueToTree(
            Map.of(
                "peers", List.of(),
                "consensus", ConsensusConfig.defaults(),
                "force", true,
                "operator", AdminAddress.local(0),
                "log", Map.of("folder", "log", "level", "INFO", "levels", Map.of())));
    if (given.has("shell")) {
      all.putObject("shell").put("port", 0).putArray("profiles");
    }
    all.withObject("consensus").putArray("neighbours");
    for (Map.Entry<String, JsonNode> each : given.properties()) {
      if (all.get(each.getKey()) instanceof ObjectNode usual
          && each.getValue() instanceof ObjectNode own) {
        usual.setAll(own);
      } else {
        all.set(each.getKey(), each.getValue());
      }
    }
    return all;
  }

  /** What no schema says; the message of a setting begins with its key. */
  private static UserInputException refusal(ValidatedYaml yaml, DatabindException e) {
    String message = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
    String key = message.split("[: ]", 2)[0];
    if (key.contains(".")) {
      return yaml.errorAt("/" + key.replace('.', '/'), message, "");
    }
    String place =
        e.getPath().stream()
            .map(it -> it.getPropertyName() == null ? "" + it.getIndex() : it.getPropertyName())
            .collect(Collectors.joining("/", "/", ""));
    return yaml.errorAt(place, message, key.equals("port") ? "0 to 65535" : "");
  }

  /** A process's name, and how it logs. */
  public record ProcessLogging(String name, LogSettings settings) {}

  /**
   * A config's log settings, before anything of it is checked: the checks may log already. Nothing
   * if it cannot be read; See {@link #read}.
   */
  public static Optional<ProcessLogging> logging(Path file) {
    try {
      JsonNode root = YAML.readTree(Files.readString(file));
      LogSettings log = value(LogSettings.class, completed(root).get("log"), file);
      return Optional.of(new ProcessLogging(root.path("name").asString(""), log));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The text of a config that reads back as this one; paths as they are relative to its folder. */
  public static String text(NodeConfig config, Path folder) {
    return "# A node of medchain; 'medchain node --schema' prints what may stand here.\n"
        + YAML.writer().withAttribute(FOLDER, folder).writeValueAsString(config);
  }

  /** Writes a config again with other peers. */
  public static void changePeers(Path file, UnaryOperator<List<PeerAddress>> change)
      throws UserInputException, IOException {
    NodeConfig old = read(file);
    NodeConfig config = RecordCopy.with(old, Map.of("peers", change.apply(old.peers())));
    DurableFile.write(file, text(config, file.toAbsolutePath().getParent()));
  }

  private static PublicKey key(String digits) {
    return new PublicKey(Bytes.fromHex(digits));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port > 65_535) {
      throw new IllegalArgumentException("port " + port);
    }
    return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
  }

  private static String hostPort(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  private static Path resolved(String text, Object folder) {
    return ((Path) folder).resolve(text).normalize();
  }

  private static String relative(Path path, Object folder) {
    String text = ((Path) folder).toAbsolutePath().relativize(path.toAbsolutePath()).toString();
    return text.isEmpty() ? "." : text;
  }
}
