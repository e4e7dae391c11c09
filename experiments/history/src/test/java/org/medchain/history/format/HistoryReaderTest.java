package org.medchain.history.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.history.History;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.HistoryOperation;
import org.medchain.history.value.HistoryValue;

/** HIST-1, HIST-2, HIST-3, HIST-4: what is a history, and what is said of what is not. */
class HistoryReaderTest {
  private static History read(String text) throws HistoryFormatException {
    return HistoryReader.read(text);
  }

  private static String value(String text) throws HistoryFormatException {
    return HistoryReader.value(text).toString();
  }

  @Test
  void linesVectorsListsAndRecordsAreTheSame() throws HistoryFormatException {
    String first = "{:process 0, :type :invoke, :f :write, :value 3, :time 10, :index 0}";
    String second = "{:process 0, :type :ok, :f :write, :value 3, :time 12, :index 1}";
    History lines = read(first + "\n" + second + "\n");
    assertThat(lines.operations()).hasSize(1);
    assertThat(lines.events().getLast().time()).isEqualTo(OptionalLong.of(12));
    String op = "#jepsen.history.Op";
    for (String same :
        List.of(
            "[" + first + "\n " + second + "]",
            "(" + first + second + ")",
            op + first + "\n" + op + second,
            "; a comment\n" + first + " #_{:process 9} " + second + " ;",
            first.replace(":index 0", "") + second.replace(":index 1", ""),
            "#knossos.op.Op " + first + second)) {
      assertThat(read(same)).isEqualTo(lines);
    }
  }

  @Test
  void jsonLinesAreTheSameFormatWithStrings() throws HistoryFormatException {
    History history =
        read(
            """
            {"type":"invoke","process":0,"f":"read","value":null}

            {"type":"info","process":"nemesis","f":"kill","value":["n1"]}
            {"type":"ok","process":0,"f":"read","value":1.5,"node":"n1","x":{"$edn":"#{2/3}"}}
            """);
    assertThat(history.events()).hasSize(3);
    assertThat(history.events().get(1).isNemesis()).isTrue();
    HistoryOperation only = history.operations().getFirst();
    assertThat(only.result()).isEqualTo(new HistoryValue.Real(1.5));
    assertThat(history.events().get(2).more()).containsEntry("node", HistoryValue.text("n1"));
    assertThat(history.events().get(2).more().get("x")).isEqualTo(HistoryReader.value("#{2/3}"));
    assertThat(only.describe()).isEqualTo("process 0: read nil -> 1.5");
  }

  /** As programs write JSON: an array, objects over several lines, several on one. */
  @Test
  void jsonIsReadInAnyLayout() throws HistoryFormatException {
    List<String> events =
        List.of(
            "{\"type\":\"invoke\",\"process\":0,\"f\":\"write\",\"value\":[1,[2]]}",
            "{\"type\":\"ok\",\"process\":0,\"f\":\"write\",\"value\":[1,[2]]}");
    History lines = read(String.join("\n", events));
    String pretty = String.join(",", events).replace(",\"", ",\r\n\t\"").replace("{", "{ \n ");
    for (String same :
        List.of(
            "[" + String.join(",", events) + "]",
            "\uFEFF [\n" + pretty + "\n]\n",
            pretty.replace("},", "}\n"),
            String.join(" ", events),
            "[" + events.get(0) + "]\n[" + events.get(1) + "]")) {
      assertThat(read(same)).isEqualTo(lines);
    }
    assertThatThrownBy(() -> read("[" + events.get(0) + ",\n {\"type\":\"ok\"}]"))
        .hasMessageStartingWith("line 2, column 2: :process is missing");
    assertThatThrownBy(() -> read("\uFEFF[" + events.get(0) + ",\n " + events.get(1) + "\n}"))
        .hasMessageStartingWith("line 3, column ")
        .hasMessageContaining("not JSON: ");
    assertThatThrownBy(() -> read("[\n{\"type\": \"ok\", \"value\": 1e400}]"))
        .hasMessageStartingWith("line 2, column ")
        .hasMessageContaining("a number beyond the range of 64 bits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[1 -2 +3 12345678901234567890] ~ [1 -2 3 12345678901234567890N]",
        "(2/4 4/2 1.5e3 2.50M 0) ~ [1/2 2 1500.0 2.5 0]",
        "[:a :b/c d e/f / nil true false] ~ [:a :b/c d e/f / nil true false]",
        "[##Inf ##-Inf ##NaN] ~ [##Inf ##-Inf ##NaN]",
        "{:a 1, \"b\" #{1 2}} ~ {:a 1, \"b\" #{1 2}}",
        "#:x{:a 1 :y/b 2 :_/c 3} ~ {:x/a 1, :y/b 2, :c 3}",
        "#inst \"2020\" ~ #inst \"2020\"",
        "[\\a \\newline \\u0041 \\( \\u] ~ [\"a\" \"\\n\" \"A\" \"(\" \"u\"]",
        "\"q\\\"\\\\ \\u00e9\\/\" ~ \"q\\\"\\\\ é/\"",
        "[1 #_2 #_ #_ 3 4 5] ~ [1 5]",
      })
  void valuesOfEdn(String text, String same) throws HistoryFormatException {
    assertThat(value(text)).isEqualTo(same);
    assertThat(value(same)).isEqualTo(same);
  }

  @Test
  void equalityIsThatOfClojure() throws HistoryFormatException {
    assertThat(HistoryReader.value("(1 2)")).isEqualTo(HistoryReader.value("[1 2]"));
    assertThat(HistoryReader.value("#{1 2}")).isEqualTo(HistoryReader.value("#{2 1}"));
    assertThat(HistoryReader.value("1")).isNotEqualTo(HistoryReader.value("1.0"));
    assertThat(HistoryReader.value(":a")).isNotEqualTo(HistoryReader.value("\"a\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[1 2 ~ line 1, column 5: the file ends within a vector; allowed: a value or ]",
        "(1] ~ line 1, column 3: ']' closes nothing; allowed: a value",
        "{:a} ~ line 1, column 4: a map's key has no value; allowed: pairs",
        "{:a 1 :a 2} ~ line 1, column 7: a map has a key twice; allowed: once",
        "#{1 1} ~ line 1, column 5: a set has an element twice; allowed: once",
        "1x ~ line 1, column 1: \"1x\" is no number; allowed: 7, -7N, 2/3, 1.5e3",
        "1/0 ~ line 1, column 1: \"1/0\" is no number; allowed: 7, -7N, 2/3, 1.5e3",
        "1e400 ~ line 1, column 1: \"1e400\" is no number; allowed: 7, -7N, 2/3, 1.5e3",
        "007 ~ line 1, column 1: \"007\" is no number; allowed: 7, -7N, 2/3, 1.5e3",
        ": ~ line 1, column 1: \":\" is no name; allowed: keywords, symbols, EDN's values",
        "@a ~ line 1, column 1: \"@a\" is no name; allowed: keywords, symbols, EDN's values",
        "#:{} ~ line 1, column 1: '#:' without a namespace and a map; allowed: #:namespace{...}",
        "\"a ~ line 1, column 1: a string has no end; allowed: a closing quote",
        "##Big ~ line 1, column 1: an unknown ## value; allowed: ##Inf, ##-Inf and ##NaN",
        "#1 2 ~ line 1, column 1: '#' without a tag's name; allowed: #name value, #{...} and"
            + " #_value",
        "#a ~ line 1, column 3: the file ends where a value is wanted; allowed: any value",
        "1 2 ~ line 1, column 3: a second value; allowed: one",
        "\\abc ~ line 1, column 1: no character has this name; allowed: \\a, \\newline, \\uXXXX",
      })
  void valuesThatAreNone(String text, String line) {
    assertThatThrownBy(() -> HistoryReader.value(text)).hasMessage(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{:type :ok} ~ line 2, column 3: :process is missing; allowed: an integer from 0 or"
            + " :nemesis",
        "{:type :yes :process 1 :f :r} ~ line 2, column 3: :type is :yes; allowed: invoke, ok,"
            + " fail, info",
        "{:type :ok :process -1 :f :r} ~ line 2, column 3: :process is -1; allowed: an integer from"
            + " 0 or :nemesis",
        "{:type :ok :process 1 :f 3} ~ line 2, column 3: :f is 3; allowed: a name such as :read",
        "{:type :ok :process 1 :f :r :time :now} ~ line 2, column 3: :time is :now; allowed: an"
            + " integer of 64 bits",
        "{1 2} ~ line 2, column 3: a field is an integer; allowed: names such as :type",
        "{:f 2 \"f\" 3} ~ line 2, column 3: the field f twice; allowed: once",
        "[] ~ line 2, column 3: not an event but a sequence; allowed: a map with :type, :process,"
            + " :f, :value",
      })
  void eventsThatAreNone(String text, String line) {
    assertThatThrownBy(() -> read("[\n  " + text + "]")).hasMessage(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "invoke 0,ok 0 :f :w ~ process 0: ok w completes r; allowed: the function that was invoked",
        "ok 0 ~ process 0: ok r without an open operation; allowed: invoke",
        "invoke 0,invoke 0 ~ process 0: invoke r while its operation of index 0 is open; allowed:"
            + " ok, fail or info first",
        "invoke 0,ok 0,fail 0 ~ process 0: fail r without an open operation; allowed: invoke",
        "invoke 0,info 0,invoke 0 ~ process 0: invoke r after its info at index 1; allowed:"
            + " nothing, the client continues under another process number",
        "invoke 0,info 0,ok 0 ~ process 0: ok r after its info at index 1; allowed:"
            + " nothing, the client continues under another process number",
      })
  void rulesOfProcesses(String events, String line) {
    StringBuilder text = new StringBuilder();
    for (String each : events.split(",", -1)) {
      String event = "{:type :" + each.replace(" 0", " :process 0") + " :value nil}\n";
      text.append(each.contains(":f") ? event : event.replace(" :value", " :f :r :value"));
    }
    int last = events.split(",", -1).length;
    assertThatThrownBy(() -> read(text.toString()))
        .hasMessage("line " + last + ", column 1: " + line);
  }

  @Test
  void indicesGrowAndMayHaveGaps() throws HistoryFormatException {
    String event = "{:type :info :process :nemesis :f :kill :index %d}\n";
    assertThat(read(event.formatted(3) + event.formatted(9)).events().getLast().index())
        .isEqualTo(9);
    assertThatThrownBy(() -> read(event.formatted(3) + event.formatted(3)))
        .hasMessage("line 2, column 1: index 3 after 3; allowed: indices that grow");
  }

  /** JSON may call things what EDN has no keywords for. */
  @Test
  void namesThatAreNoKeywordsAreWrittenAsStrings() throws HistoryFormatException {
    History history =
        read("{\"type\":\"invoke\",\"process\":0,\"f\":\"read it\",\"a b\":1,\"\":2}");
    String edn = HistoryWriter.write(history.events());
    assertThat(edn).contains(":f \"read it\"", "\"a b\" 1");
    assertThat(read(edn)).isEqualTo(history);
  }

  @Test
  void anInfoAndNoCompletionStayOpen() throws HistoryFormatException {
    History history =
        read(
            """
            {:type :invoke :process 1 :f :write :value 1}
            {:type :invoke :process 2 :f :write :value 2}
            {:type :info :process :nemesis :f :kill}
            {:type :info :process 1 :f :write :value 1 :error :timeout}
            {:type :invoke :process 3 :f :read}
            {:type :fail :process 3 :f :read}
            """);
    assertThat(history.operations())
        .map(HistoryOperation::isOpen)
        .containsExactly(true, true, false);
    assertThat(history.operations().getLast().isFailed()).isTrue();
    assertThat(history.events().get(3).more()).containsKey("error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"invoke\",}",
        "{\"type\":\"invoke\",\"type\":\"ok\"}",
        "{\"type\"",
        "{\"a\":1} 2",
        "[{\"a\":1}",
        "[{\"a\":1},]",
        "{\"a\":1}]",
        "[[{\"a\":1}]]",
        "{\"a\":NaN}",
        "{\"value\":{\"$edn\":\"[\"}}",
      })
  void jsonThatIsNone(String line) {
    assertThatThrownBy(() -> read("\n" + line))
        .isInstanceOf(HistoryFormatException.class)
        .hasMessageStartingWith("line ")
        .hasMessageContaining("; allowed: ");
  }

  /** Deep nesting and long numbers are refused before they cost a stack or minutes. */
  @Test
  void boundsHold() {
    for (String open : List.of("[", "(", "#{", "{1 ", "#a ", "#_ [")) {
      assertThatThrownBy(() -> HistoryReader.value(open.repeat(100_000)))
          .hasMessageContaining("nesting of more than 64; allowed: at most 64");
    }
    assertThatThrownBy(() -> HistoryReader.value("#_ ".repeat(100_000)))
        .hasMessageContaining("nesting of more than 64");
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(HistoryFormatException.class)
        .hasMessageContaining("allowed: objects, or an array of them, nesting up to 64");
    assertThatThrownBy(() -> HistoryReader.value("9".repeat(1_000_000)))
        .hasMessage("line 1, column 1: a number of 1000000 characters; allowed: 1000");
    assertThatThrownBy(() -> HistoryReader.value("1e99999999"))
        .hasMessageContaining("is no number");
  }

  @Test
  void bytesThatAreNoUtf8HaveAPlace() {
    byte[] bytes = "{:type :invoke\n :f :x}".getBytes(StandardCharsets.UTF_8);
    bytes[16] = (byte) 0xFF;
    assertThatThrownBy(() -> HistoryReader.read(bytes))
        .hasMessage("line 2, column 2: bytes that are no UTF-8; allowed: UTF-8");
  }
}
