package org.medchain.experiments.config;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Composes the values of a YAML text and remembers the line of each. Works on the parser's events,
 * because only they have the place of an alias or a repeated key. Anchors, aliases and tags are
 * refused: a config needs none, and without them a text of n characters has at most n values
 * (decision 0060).
 */
final class YamlComposer {
  /** The deepest place of a config is in a link's latency, five levels down. */
  private static final int DEPTH_MAX = 16;

  /** More than any list or mapping of a config; what comes after it is read past. */
  private static final int ENTRIES_MAX = 256;

  /** Replaces a key that is not a word; no word of one line equals it. */
  private static final String NO_NAME = "\n";

  private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*[\"}]");

  private final ConfigTree tree;
  private final boolean json;
  private final Iterator<Event> events;

  private YamlComposer(ConfigTree tree, String text) {
    this.tree = tree;
    this.json = JSON.matcher(text).lookingAt();
    String yaml = json ? yaml(text) : text;
    this.events = new Parse(LoadSettings.builder().build()).parseString(yaml).iterator();
  }

  /** JSON is YAML except for tabs between its words, and characters that YAML wants escaped. */
  private static String yaml(String text) {
    requireJson(text);
    StringBuilder yaml = new StringBuilder();
    boolean quoted = false;
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      quoted ^= each == '"' && !escaped;
      escaped = each == '\\' && !escaped;
      if (quoted && ((each >= 0x7F && each <= 0x9F) || each == 0xFEFF || each >= 0xFFFE)) {
        yaml.append("\\u").append(HexFormat.of().toHexDigits(each));
      } else {
        yaml.append(each == '\t' && !quoted ? ' ' : each);
      }
    }
    return yaml.toString();
  }

  /** Refuses what YAML allows beyond JSON, such as comments and words without quotes. */
  private static void requireJson(String text) {
    try (JsonParser parser = JsonMapper.shared().createParser(text)) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
    }
  }

  static ConfigTree compose(String file, String text) {
    ConfigTree tree = new ConfigTree(file);
    try {
      new YamlComposer(tree, text).documents();
    } catch (JacksonException e) {
      tree.broken(
          Optional.ofNullable(e.getLocation()).map(TokenStreamLocation::getLineNr).orElse(1),
          "not JSON: " + QuotedText.sentence(e.getOriginalMessage().lines().findFirst().orElse("")),
          "JSON is wanted, as the file begins as JSON");
    } catch (MarkedYamlEngineException e) {
      var mark = e.getProblemMark().or(e::getContextMark);
      notYaml(tree, line(mark), String.valueOf(e.getProblem()));
    } catch (ReaderException e) {
      tree.broken(
          lineAt(text, e.getPosition()),
          "not YAML: the character " + String.format(Locale.ROOT, "U+%04X", e.getCodePoint()),
          "printable text is wanted");
    } catch (YamlEngineException e) {
      notYaml(tree, 1, e.getMessage());
    }
    return tree;
  }

  /** In the parser's own words. */
  private static void notYaml(ConfigTree tree, int line, String problem) {
    tree.broken(
        line,
        "not YAML: " + QuotedText.sentence(problem),
        "a mapping such as 'name: first' is wanted");
  }

  /** A value as it would stand in a file; what is no YAML is text. */
  static JsonNode value(String text) {
    ConfigTree read = compose("option", "value: " + text);
    return read.broken() || !read.root().has("value")
        ? JsonNodeFactory.instance.stringNode(text)
        : read.root().get("value");
  }

  private void documents() {
    boolean found = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        Event first = events.next();
        if (found) {
          tree.addProblem(line(event.getStartMark()), "a second document", "one a file is wanted");
          return;
        }
        found = true;
        tree.location(ConfigPointer.ROOT, line(first.getStartMark()));
        tree.root(value(first, ConfigPointer.ROOT, 0));
      }
    }
    if (!found) {
      tree.broken(1, "the file holds no values", "a mapping such as 'name: first' is wanted");
    }
  }

  /** The value that begins with an event; reads on to its end. */
  private JsonNode value(Event event, String pointer, int depth) {
    if (depth > DEPTH_MAX) {
      throw new ParserException(
          "more than " + DEPTH_MAX + " levels within each other", event.getStartMark());
    }
    plainOnly(event);
    if (event instanceof AliasEvent) {
      tree.addProblem(pointer, "an alias (*)", "the value itself is wanted");
    }
    return switch (event) {
      case MappingStartEvent start -> mapping(pointer, depth);
      case SequenceStartEvent start -> sequence(pointer, depth);
      case ScalarEvent scalar -> scalar(scalar, pointer);
      default -> JsonNodeFactory.instance.nullNode();
    };
  }

  private JsonNode mapping(String pointer, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Event key = events.next();
    while (key.getEventId() != Event.ID.MappingEnd) {
      int line = line(key.getStartMark());
      String name = name(key, line, depth);
      String child = ConfigPointer.child(pointer, name);
      if (object.size() >= ENTRIES_MAX) {
        tree.addProblem(pointer, "too many keys", "at most " + ENTRIES_MAX);
        value(events.next(), NO_NAME, depth + 1);
      } else if (name.equals(NO_NAME)) {
        value(events.next(), child, depth + 1);
      } else if (object.has(name)) {
        tree.addProblem(
            line,
            "the key " + QuotedText.quote(name) + " is here a second time",
            "a key may stand once in a mapping");
        // Its value is skipped, under a name that does not hide the first one's.
        value(events.next(), NO_NAME, depth + 1);
      } else {
        tree.location(child, line);
        object.set(name, value(events.next(), child, depth + 1));
      }
      key = events.next();
    }
    return object;
  }

  private String name(Event key, int line, int depth) {
    if (key instanceof ScalarEvent scalar) {
      plainOnly(key);
      return scalar.getValue();
    }
    tree.addProblem(line, "a key that is not a word", "keys such as 'name' are wanted");
    value(key, NO_NAME, depth + 1);
    return NO_NAME;
  }

  private JsonNode sequence(String pointer, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    Event item = events.next();
    while (item.getEventId() != Event.ID.SequenceEnd) {
      if (array.size() >= ENTRIES_MAX) {
        tree.addProblem(pointer, "too many values in a list", "at most " + ENTRIES_MAX);
        value(item, NO_NAME, depth + 1);
      } else {
        String child = ConfigPointer.child(pointer, Integer.toString(array.size()));
        tree.location(child, line(item.getStartMark()));
        array.add(value(item, child, depth + 1));
      }
      item = events.next();
    }
    return array;
  }

  private JsonNode scalar(ScalarEvent scalar, String pointer) {
    String text = scalar.getValue();
    tree.writtenText(pointer, text);
    // An escape can name half a surrogate pair: it has no bytes, and all are alike.
    if (text.codePoints().anyMatch(each -> Character.getType(each) == Character.SURROGATE)) {
      tree.addProblem(pointer, "half a surrogate pair, which is no character", "text is wanted");
    }
    if (!scalar.isPlain()) {
      return JsonNodeFactory.instance.stringNode(text);
    }
    JsonNode value = YamlScalar.of(text);
    if (json && value.isString()) {
      tree.addProblem(pointer, "the number " + QuotedText.escape(text), "its digits are not kept");
    }
    return value;
  }

  private void plainOnly(Event event) {
    int line = line(event.getStartMark());
    boolean alias = event instanceof AliasEvent;
    if (!alias && event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      tree.addProblem(line, "an anchor (&)", "only the value is allowed");
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent start -> start.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      tree.addProblem(line, "a tag (!)", "only the value is allowed");
    }
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  private static int lineAt(String text, int codePoints) {
    return 1 + (int) text.codePoints().limit(codePoints).filter(c -> c == '\n').count();
  }
}
