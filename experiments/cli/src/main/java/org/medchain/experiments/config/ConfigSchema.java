package org.medchain.experiments.config;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published JSON schema of configs ({@code experiments/configs/schema.json}, EXP-5), and what
 * it finds wrong with a tree.
 */
public final class ConfigSchema {
  private static final String TEXT = read();
  private static final JsonNode ROOT = JsonMapper.shared().readTree(TEXT);
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(TEXT, InputFormat.JSON);

  private ConfigSchema() {}

  /** The schema as published. */
  public static String text() {
    return TEXT;
  }

  /** Notes in the tree all that the schema forbids, one problem a value. */
  static void check(ConfigTree tree) {
    List<Error> errors = new ArrayList<>(SCHEMA.validate(tree.root()));
    // Of several errors with one value the type is the one that explains the others.
    errors.sort(Comparator.comparingInt(error -> error.getKeyword().equals("type") ? 0 : 1));
    for (Error error : errors) {
      new SchemaProblem(tree, error).note();
    }
  }

  /** Whether a config may hold a value there; items of lists are named by the list. */
  static boolean knows(String pointer) {
    return !pointer.isEmpty() && !property(pointer).isMissingNode();
  }

  static JsonNode root() {
    return ROOT;
  }

  /** The subschema at a schema location's fragment. */
  static JsonNode at(String fragment) {
    return ROOT.at(JsonPointer.compile(fragment));
  }

  /** The subschema of a config's value; missing where no such key exists. */
  static JsonNode property(String pointer) {
    JsonNode schema = ROOT;
    for (String step : Pointer.steps(pointer)) {
      schema = schema.has("items") ? schema.get("items") : schema.path("properties").path(step);
    }
    return schema;
  }

  private static String read() {
    try (InputStream in = ConfigSchema.class.getResourceAsStream("/schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
