package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertRefused;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;

/** VER-2: keywords of records, and of people's input. */
class KeywordTest {
  private static final PublicKey DOCTOR = new PublicKey(Bytes.of(new byte[PublicKey.SIZE]));

  private static List<String> of(String description) {
    return Keywords.of(description, "Condition", DOCTOR, 0).stream().map(Keyword::text).toList();
  }

  @Example
  void aRecordHasTypeDoctorDatesAndWords() {
    assertThat(of("Fracture of the FOREARM, a 2nd time (forearm)"))
        .containsExactly(
            "type:condition",
            "doctor:" + "00".repeat(32),
            "date:1970-01-01",
            "date:1970-01",
            "fracture",
            "of",
            "the",
            "forearm",
            "2nd",
            "time");
  }

  @Example
  void wordsOfOtherScriptsStayWhole() {
    assertThat(of("Ｆièvre ÉLEVÉE; हिन्दी 骨折 x")).endsWith("fièvre", "élevée", "हिन्दी", "骨折");
    assertThat(Keyword.of("E\u0301levée")).isEqualTo(Keyword.of("Élevée"));
  }

  @Property(seed = "9", tries = 500)
  void keywordsAreFewDistinctAndFoundByTypingThem(@ForAll String description) {
    List<Keyword> keywords = Keywords.of(description, "a Type", DOCTOR, 1);
    assertThat(keywords).hasSizeLessThanOrEqualTo(Keywords.MAX_OF_RECORD).doesNotHaveDuplicates();
    assertThat(keywords).isEqualTo(Keywords.of(description, "a Type", DOCTOR, 1));
    for (Keyword each : keywords) {
      assertThat(Keyword.of("  " + each.text() + " ")).isEqualTo(each);
    }
  }

  @Example
  void laterWordsOfALongDescriptionAreLeftOut() {
    String description =
        String.join(" ", Stream.iterate("aa", each -> each + "b").limit(40).toList());
    assertThat(of(description)).hasSize(24).endsWith("aa" + "b".repeat(19));
  }

  @Example
  void aDateThatIsNoneIsRefused() {
    assertThat(Keyword.of("date:2026-11").text()).isEqualTo("date:2026-11");
    assertThat(Keyword.of("date:2028-02-29").text()).isEqualTo("date:2028-02-29");
    for (String typed :
        List.of(
            "date:x",
            "date:2026",
            "date:2026-11-25-1",
            "date:2026-13",
            "date:2026-00",
            "date:2026-02-29",
            "date:2100-02-29",
            "date:2026-04-31",
            "date:2026-01-00",
            "two words",
            "")) {
      assertRefused(() -> Keyword.of(typed));
    }
  }

  @Property(seed = "9", tries = 500)
  void daysAreThoseOfTheCalendar(
      @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long timestampMs) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(timestampMs), ZoneOffset.UTC);
    assertThat(Keyword.day(timestampMs).text()).isEqualTo("date:" + day);
    assertThat(Keyword.month(timestampMs).text())
        .isEqualTo(String.format(Locale.ROOT, "date:%tY-%<tm", day));
  }

  @Example
  void aTypeIsFoundWithAnySpaceAroundIt() {
    for (String space : List.of(" ", "\t", "\u00a0", "\u2003", "\u3000 ")) {
      assertThat(Keyword.type(space + "Imaging" + space)).isEqualTo(Keyword.of("type:imaging"));
      assertThat(Keyword.of("type:" + space + "imaging" + space))
          .isEqualTo(Keyword.of("type:imaging"));
    }
  }

  @Property(seed = "9", tries = 500)
  void eachTypeIsFoundByTypingIt(@ForAll @NotBlank String type) {
    Assume.that(!Keyword.normal(type).isEmpty());
    assertThat(Keyword.of("type:" + type)).isEqualTo(Keyword.type(type));
  }

  @Example
  void aRefusalRepeatsTheBeginningOfWhatWasTyped() {
    for (String typed : List.of("a b" + "c".repeat(5_000), "date:" + "1".repeat(5_000))) {
      assertThatThrownBy(() -> Keyword.of(typed))
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(140).endsWith("…"));
    }
  }

  @Example
  void whatIsNoKeywordIsRefused() {
    for (String typed : List.of("", "two words", "x", "a:b", "type:", "padding:1", "-")) {
      assertRefused(() -> Keyword.of(typed));
    }
    assertRefused(() -> new Keyword("Upper"));
  }
}
