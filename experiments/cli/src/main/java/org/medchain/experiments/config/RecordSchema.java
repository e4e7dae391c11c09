package org.medchain.experiments.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.RecordCopy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of experiments, made of the config records: keys, types, words, cases and defaults are
 * theirs, and what they cannot say is in {@code keys.txt}, a line for each key (EXP-5).
 */
final class RecordSchema {
  private static final Pattern LINE =
      Pattern.compile(
          "(?:(?<above>>?)(?<least>-?[0-9.]+?)\\.\\.(?<under><?)(?<most>[0-9]+(\\.[0-9]+)?) )?"
              + "(?<meaning>.*?)(?: ?\\| (?<keywords>\\{.*))?");

  private static final String REQUIRED = "required";
  private static final String PROPERTIES = "properties";

  private final Map<String, String> lines = SchemaText.entries(RecordSchema.class, "keys.txt");

  private RecordSchema() {}

  static ObjectNode make() {
    RecordSchema schema = new RecordSchema();
    ObjectNode whole =
        schema.mapping(ConfigVariants.samples(ExperimentConfig.class).getFirst(), "/", "");
    ObjectNode keys = whole.withObject("/" + PROPERTIES);
    // Keys that are about other keys have a line alone.
    schema.lines.keySet().stream()
        .filter(key -> key.matches("[a-z_]+") && !keys.has(key))
        .sorted()
        .forEach(key -> schema.say(key, keys.putObject(key)));
    return whole;
  }

  /**
   * What a value may be.
   *
   * @param usual its default; null where there is none
   */
  private ObjectNode value(Type type, Object usual, String path) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      return generic.getRawType() == Optional.class
          ? value(inner, null, path)
          : list(value(inner, null, path + "[]"), usual, path);
    }
    Class<?> simple = (Class<?>) type;
    if (simple.isRecord() || ConfigVariants.discriminator(simple).isPresent()) {
      Record sample =
          usual instanceof Record given ? given : ConfigVariants.samples(simple).getFirst();
      boolean shared = !simple.isRecord() && !path.endsWith("[]");
      return mapping(sample, path, (shared ? ConfigKeys.of(simple) : path.replace("[]", "")) + ".");
    }
    ObjectNode schema = start(typeName(simple));
    if (simple.isEnum()) {
      ArrayNode words = schema.putArray("enum");
      Stream.of(simple.getEnumConstants())
          .forEach(each -> words.add(ConfigKeys.of((Enum<?>) each)));
    }
    return say(path, schema);
  }

  private static String typeName(Class<?> type) {
    if (type.isEnum() || type == String.class) {
      return "string";
    }
    return Set.of(double.class, Double.class, OptionalDouble.class).contains(type)
        ? "number"
        : "integer";
  }

  private static ObjectNode start(String type) {
    return JsonNodeFactory.instance.objectNode().put("description", "").put("type", type);
  }

  /** Without a default, or with values in it, a list is never empty. */
  private ObjectNode list(ObjectNode items, Object usual, String path) {
    ObjectNode schema = start("array");
    if (!List.of().equals(usual)) {
      schema.put("minItems", 1);
    }
    schema.put("maxItems", 256);
    if (!items.has("items") && !items.has(PROPERTIES)) {
      schema.put("uniqueItems", true);
    }
    schema.set("items", items);
    return say(path, schema);
  }

  private ObjectNode mapping(Record sample, String path, String prefix) {
    ObjectNode schema = say(path, start("object").put("additionalProperties", false));
    Optional<Class<?>> cases = ConfigVariants.typeOf(sample.getClass());
    schema.putObject(PROPERTIES);
    if (cases.isPresent()) {
      addCases(cases.get(), prefix, schema);
    } else {
      addKeys(sample, prefix, schema);
    }
    return schema;
  }

  private void addKeys(Record sample, String prefix, ObjectNode schema) {
    ObjectNode usual = RecordTree.of(sample);
    for (RecordComponent component : sample.getClass().getRecordComponents()) {
      String key = ConfigKeys.of(component);
      if (ConfigVariants.isInline(component.getType(), key)) {
        addCases(component.getType(), prefix, schema);
        continue;
      }
      Object part = RecordCopy.read(component, sample);
      ObjectNode property = value(component.getGenericType(), part, prefix + key);
      schema.withObject("/" + PROPERTIES).set(key, property);
      if (property.path("default").isNull()) {
        property.remove("default");
      } else if (usual.has(key) && !property.has(PROPERTIES) && !requires(schema, key)) {
        property.set("default", usual.get(key));
      }
    }
  }

  /** A case has the keys that are there, and its own; those that cases share are described once. */
  private void addCases(Class<?> type, String prefix, ObjectNode schema) {
    String name = ConfigVariants.discriminator(type).orElseThrow();
    ObjectNode all = schema.withObject("/" + PROPERTIES);
    List<String> common = List.copyOf(all.propertyNames());
    ObjectNode word = start("string");
    all.set(name, word);
    boolean hasUsual = !requires(schema, name);
    for (Record sample : ConfigVariants.samples(type)) {
      String named = ConfigKeys.of(sample.getClass());
      word.withArray("/enum").add(named);
      ObjectNode one = schema.withArray("/allOf").addObject();
      ObjectNode when = one.putObject("if");
      when.putObject(PROPERTIES).putObject(name).put("const", named);
      if (hasUsual && !word.has("default")) {
        word.put("default", named);
      } else {
        when.putArray(REQUIRED).add(name);
      }
      ObjectNode then = one.putObject("then").put("additionalProperties", false);
      ObjectNode own = then.putObject(PROPERTIES).put(name, true);
      common.forEach(key -> own.put(key, true));
      String special = prefix + name + "." + named;
      addKeys(sample, prefix, say(special, then));
      for (String key : List.copyOf(own.propertyNames())) {
        if (own.get(key) instanceof ObjectNode property) {
          share(key, property, special + "." + key, own, all);
        }
      }
    }
    say(prefix + name, word);
  }

  private void share(
      String key, ObjectNode property, String special, ObjectNode own, ObjectNode all) {
    ObjectNode shared = property.deepCopy();
    if (lines.containsKey(special)) {
      say(special, property);
      shared.remove(List.of("enum", "default"));
    } else {
      own.put(key, true);
    }
    all.putIfAbsent(key, shared);
  }

  private static boolean requires(ObjectNode schema, String key) {
    return schema.path(REQUIRED).valueStream().anyMatch(each -> each.asString().equals(key));
  }

  /** Says what only the line of a key can. */
  private ObjectNode say(String path, ObjectNode schema) {
    Matcher line = LINE.matcher(lines.getOrDefault(path, ""));
    if (line.matches() && !line.group("meaning").isEmpty()) {
      schema.put("description", line.group("meaning"));
    }
    if (line.group("least") != null) {
      String least = line.group("above").isEmpty() ? "minimum" : "exclusiveMinimum";
      schema.set(least, YamlScalar.of(line.group("least")));
      String most = line.group("under").isEmpty() ? "maximum" : "exclusiveMaximum";
      schema.set(most, YamlScalar.of(line.group("most")));
    }
    if (line.group("keywords") != null) {
      JsonNode keywords = JsonMapper.shared().readTree(line.group("keywords"));
      keywords.properties().forEach(each -> schema.set(each.getKey(), each.getValue()));
    }
    return schema;
  }
}
