package org.medchain.history.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.sim.SimulatedHistory;
import org.medchain.history.value.HistoryValue;

/** HIST-2, HIST-4: any bytes give a history or one line; what is written reads back the same. */
class HistoryFormatPropertyTest {
  @Property(tries = 400, seed = "1")
  void whatIsWrittenReadsBackTheSame(@ForAll("values") HistoryValue value)
      throws HistoryFormatException {
    History history =
        SimulatedHistory.history(
            List.of(
                HistoryEvent.of(2, 5, EventType.INVOKE, "txn", value),
                new HistoryEvent(
                    4,
                    HistoryEvent.NEMESIS,
                    EventType.INFO,
                    "start",
                    value,
                    OptionalLong.of(-7),
                    Map.of("error", value)),
                HistoryEvent.of(5, 5, EventType.OK, "txn", value)));
    assertThat(HistoryReader.value(value.toString())).isEqualTo(value);
    String text = HistoryWriter.write(history.events());
    assertThat(text.lines()).hasSize(3);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(HistoryReader.read(bytes)).as(text).isEqualTo(history);
  }

  @Property(tries = 3000, seed = "3")
  void anyBytesGiveAHistoryOrOneLine(@ForAll byte[] bytes) {
    check(bytes);
  }

  /** Written histories with some characters changed, cut or doubled. */
  @Property(tries = 3000, seed = "4")
  void damagedFilesGiveAHistoryOrOneLine(@ForAll long seed) {
    Random random = new Random(seed);
    History history = SimulatedHistory.of("append", seed % 50, 3, 4, 20);
    String written = HistoryWriter.write(history.events());
    // Names with quotes and colons in the place of keywords: JSON, except for what EDN alone has.
    String json = written.replaceAll(":([a-z]+) ", "\"$1\":").replaceAll(":([a-z]+)", "\"$1\"");
    StringBuilder text = new StringBuilder(random.nextBoolean() ? written : json);
    String marks = "[](){}#_:\"\\,;0 1/.-+eN\n\u0000\u00e9\ud83d$@^~`";
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, marks.charAt(random.nextInt(marks.length())));
      }
    }
    check(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void check(byte[] bytes) {
    try {
      assertThat(HistoryReader.read(bytes)).isNotNull();
    } catch (HistoryFormatException e) {
      assertThat(e.getMessage())
          .startsWith("line ")
          .contains("; allowed: ")
          .hasSizeLessThan(300)
          .matches(line -> line.chars().noneMatch(Character::isISOControl));
    }
  }

  @Provide
  Arbitrary<HistoryValue> values() {
    return Arbitraries.longs().map(seed -> value(new Random(seed), 4));
  }

  private static HistoryValue value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 14 : 9)) {
      case 0 -> HistoryValue.nil();
      case 1 -> new HistoryValue.Bool(random.nextBoolean());
      case 2 -> HistoryValue.whole(random.nextInt(10));
      case 3 -> new HistoryValue.Whole(new BigInteger(100, random).negate());
      case 4 -> HistoryValue.ratio(BigInteger.valueOf(random.nextInt(9)), BigInteger.valueOf(7));
      case 5 -> new HistoryValue.Real(random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian());
      case 6 -> HistoryValue.text(text(random));
      case 7 -> HistoryValue.keyword(random.nextBoolean() ? "a.b/c-d" : "x" + random.nextInt(5));
      case 8 -> new HistoryValue.Symbol("s*" + random.nextInt(5));
      case 9 -> new HistoryValue.Elements(new LinkedHashSet<>(items(random, depth)));
      case 10 -> new HistoryValue.Tagged("t/x", value(random, depth - 1));
      case 11, 12 -> {
        Map<HistoryValue, HistoryValue> entries = new LinkedHashMap<>();
        boolean named = random.nextBoolean();
        for (HistoryValue each : items(random, depth)) {
          HistoryValue key = named ? HistoryValue.text(each.toString()) : each;
          entries.put(random.nextInt(9) == 0 ? HistoryValue.text("$edn") : key, each);
        }
        yield new HistoryValue.Entries(entries);
      }
      default -> new HistoryValue.Sequence(items(random, depth));
    };
  }

  private static List<HistoryValue> items(Random random, int depth) {
    List<HistoryValue> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(random, depth - 1));
    }
    return items;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(128);
            case 1 -> 0xD800 + random.nextInt(0x800);
            case 2 -> 0x1F600 + random.nextInt(16);
            default -> "\"\\\n\u2028".charAt(random.nextInt(4));
          });
    }
    return text.toString();
  }
}
