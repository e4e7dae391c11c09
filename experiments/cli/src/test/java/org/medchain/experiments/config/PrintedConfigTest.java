package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** EXP-4: what 'check' prints is read by 'check', and is the same config. */
class PrintedConfigTest {
  private static final Path FILE = Path.of("target", "printed-config-test", "config.yaml");
  private static final String GOOD = "name: q\nprotocols: [pbft, pow]\nnodes: [4, 7]\n";

  /** A text that looks like another value is in quotes. */
  @Property(seed = "4", tries = 100)
  void whatIsPrintedIsReadBack(
      @ForAll("texts") String text,
      @ForAll @LongRange(min = 0) long seed,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double rateTps)
      throws Exception {
    String json =
        JsonMapper.shared()
            .writeValueAsString(text)
            .replace("\u007F", "\\u007f")
            .replace("\uFEFF", "\\ufeff");
    String load = "workload: {dataset: " + json + ", rate_tps: " + rateTps + "}\n";
    LoadedConfig printed = read(GOOD + "seed: " + seed + "\n" + load);
    assertThat(printed.experiment().seed()).isEqualTo(seed);
    assertThat(printed.experiment().workload().rateTps()).isEqualTo(rateTps);
    assertThat(printed.experiment().workload().dataset()).isEqualTo(text);
    assertThat(read(printed.yaml()).experiment()).isEqualTo(printed.experiment());
    assertThat(read(printed.yaml()).hash()).isEqualTo(printed.hash());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(
                ("0722e25 0x1F 0o17 1. .5 -1e5 +7 1_000 ~ null True no -\\sa a:\\sb a\\s#b '"
                        + " a\u001Fb \u007F a\\n"
                        + "\\sb\\n"
                        + " \\sa\\s = ? %a --- !a &a *a {} [a 2026-11-25 12:30:00 \uFEFFa e\u0301")
                    .split(" "))
            .map(String::translateEscapes),
        Arbitraries.strings().withChars("0123456789xoeE.+-").ofMinLength(1).ofMaxLength(8),
        Arbitraries.strings()
            .ascii()
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(each -> !each.isBlank()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0722e25", "0x1F", "007", "1.5", "1e3", "0o7", "null", "true"})
  void aNameThatLooksLikeANumberIsReadBack(String name) throws Exception {
    LoadedConfig printed = read(GOOD.replace("name: q", "name: '" + name + "'"));
    assertThat(read(printed.yaml()).experiment().name()).isEqualTo(name);
  }

  private static LoadedConfig read(String text) throws Exception {
    Files.createDirectories(FILE.getParent());
    return LoadedConfig.read(Files.writeString(FILE, text), ConfigOverrides.NONE);
  }
}
