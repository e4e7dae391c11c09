package org.medchain.faults.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.result.TestProvenance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** FAULT-15. */
class NightTest {
  private static final Instant START = Instant.parse("2026-01-01T20:00:00Z");
  private static final TestProvenance CODE =
      new TestProvenance("medchain faults night", JsonNodeFactory.instance.objectNode());

  @TempDir Path folder;

  private final List<String> lines = new ArrayList<>();

  private int night(StandInHost host, int runs) throws Exception {
    return new Night(
            new Night.Settings(
                List.of(host),
                11,
                new NightLength(Optional.empty(), OptionalInt.of(runs), OptionalDouble.empty()),
                Map.of("simulation", 40),
                folder,
                Clock.fixed(START, ZoneOffset.UTC)),
            CODE,
            lines::add)
        .run();
  }

  private List<String> names(Path where) throws IOException {
    try (Stream<Path> all = Files.list(where)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  private JsonNode summary() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("summary.json")));
  }

  @Test
  void aGoodNightKeepsTheSummaryOnly() throws Exception {
    StandInHost host = new StandInHost(NemesisKind.DISK_FULL);
    assertThat(night(host, 6)).isZero();
    assertThat(names(folder))
        .containsExactly("runs.csv", "summary.csv", "summary.html", "summary.json");
    JsonNode summary = summary();
    assertThat(summary.path("runs").asInt(0)).isEqualTo(6);
    int runs = 0;
    long operations = 0;
    for (JsonNode each : summary.path("by_host_and_workload")) {
      runs += each.path("valid").asInt(0);
      operations +=
          each.path("ok").asLong(0) + each.path("fail").asLong(0) + each.path("info").asLong(0);
    }
    assertThat(runs).isEqualTo(6);
    assertThat(summary.path("operations").asLong(0)).isEqualTo(operations).isPositive();
    int faults = 0;
    for (JsonNode each : summary.path("faults")) {
      faults += each.asInt(0);
    }
    assertThat(faults).isEqualTo(host.runs.stream().mapToInt(each -> each.plan().size()).sum());
    assertThat(lines).hasSize(7).last().asString().startsWith("6 runs, ").endsWith(", 0 failed");
  }

  @Test
  void aFailureIsKeptWithTheSmallestPlanThatFails() throws Exception {
    StandInHost host = new StandInHost(NemesisKind.ROLLING_RESTART);
    int failures = night(host, 3);
    assertThat(failures).isPositive();
    JsonNode summary = summary();
    assertThat(summary.path("failures")).hasSize(failures);
    for (JsonNode each : summary.path("failures")) {
      String name = each.path("folder").asString("");
      assertThat(names(folder.resolve(name))).contains("index.html", "config.yaml", "cluster");
      assertThat(each.path("why").asString("")).isEqualTo("n0 ended by itself");
      HarnessConfig small =
          HarnessConfigFile.read(folder.resolve(each.path("regression").asString("")));
      assertThat(small.plan().orElseThrow()).hasSize(1);
      assertThat(small.plan().orElseThrow().getFirst().kind())
          .isEqualTo(NemesisKind.ROLLING_RESTART);
      assertThat(small.seed()).isEqualTo(each.path("seed").asLong(0));
      assertThat(Files.readString(folder.resolve("summary.html")))
          .contains("<a href=\"" + name + "/index.html\">");
    }
    assertThat(folder.resolve("shrinking")).doesNotExist();
    assertThat(names(folder)).hasSize(failures + 5);
  }

  /** A night that is ended at any moment has summed up all runs before. */
  @Test
  void theSummaryIsThereAfterEachRun() throws Exception {
    List<Integer> summed = new ArrayList<>();
    StandInHost host =
        new StandInHost(NemesisKind.DISK_FULL) {
          @Override
          public HostOutcome run(HarnessTest test) throws IOException {
            if (!this.runs.isEmpty()) {
              summed.add(summary().path("runs").asInt(0));
            }
            return super.run(test);
          }
        };
    assertThat(night(host, 3)).isZero();
    assertThat(summed).containsExactly(1, 2);
  }

  @Test
  void aRunThatBreaksIsAFailureAndTheNightGoesOn() throws Exception {
    StandInHost host =
        new StandInHost(NemesisKind.DISK_FULL) {
          @Override
          public HostOutcome run(HarnessTest test) throws IOException {
            if (runs.isEmpty()) {
              runs.add(test);
              throw new IOException("no port is free");
            }
            return super.run(test);
          }
        };
    assertThat(night(host, 3)).isEqualTo(1);
    assertThat(summary().path("failures").get(0).path("why").asString(""))
        .isEqualTo("no port is free");
    assertThat(summary().path("runs").asInt(0)).isEqualTo(3);
  }

  @Test
  void drawsAreTheSameForASeedAndAreConfigs() throws Exception {
    NightDraw draw = new NightDraw(3, NightLength.ENDLESS);
    for (int number = 1; number <= 60; number++) {
      for (String host : List.of("simulation", "cluster")) {
        HarnessConfig config = draw.draw(number, host);
        assertThat(new NightDraw(3, NightLength.ENDLESS).draw(number, host)).isEqualTo(config);
        Path file = folder.resolve("drawn.yaml");
        Files.writeString(file, HarnessConfigFile.text(config));
        assertThat(HarnessConfigFile.read(file)).isEqualTo(config);
      }
    }
    assertThat(new NightDraw(4, NightLength.ENDLESS).draw(1, "cluster"))
        .isNotEqualTo(draw.draw(1, "cluster"));
    assertThat(
            Stream.iterate(1, number -> number + 1)
                .limit(60)
                .map(number -> draw.draw(number, "cluster").workload())
                .distinct())
        .hasSize(6);
  }

  /** FAULT-21: each kind that the host can do happens, and the tables say so. */
  @Test
  void aNumberOfRunsCoversEachKind() throws Exception {
    StandInHost able =
        new StandInHost(NemesisKind.KILL) {
          @Override
          public Optional<String> obstacle(NemesisKind kind) {
            return kind == NemesisKind.KILL ? Optional.of("not here") : Optional.empty();
          }
        };
    assertThat(night(able, 8)).isZero();
    assertThat(summary().path("faults")).hasSize(NemesisKind.values().length - 1);
    assertThat(summary().path("did_not_happen")).isEmpty();
    assertThat(summary().path("lost").asLong(-1)).isZero();
    List<String> runs = Files.readAllLines(folder.resolve("runs.csv"));
    assertThat(runs).hasSize(9);
    assertThat(runs.stream().skip(1).map(each -> each.split(",", -1)[2]).distinct()).hasSize(6);
    long acknowledged = 0;
    for (String each : runs.subList(1, 9)) {
      acknowledged += Long.parseLong(each.split(",", -1)[8]);
    }
    assertThat(summary().path("acknowledged").asLong(0)).isEqualTo(acknowledged).isPositive();
    assertThat(Files.readAllLines(folder.resolve("summary.csv")))
        .anyMatch(line -> line.matches("pause,[0-9]+(,[0-9.]+){4}"))
        .hasSize(NemesisKind.values().length);
  }

  /** FAULT-21: what there was no time for is said. */
  @Test
  void aKindThatDidNotHappenIsSaid() throws Exception {
    StandInHost host =
        new StandInHost(NemesisKind.DISK_FULL) {
          @Override
          public HostOutcome run(HarnessTest test) throws IOException {
            return super.run(test.with(List.of()));
          }
        };
    assertThat(night(host, 1)).isZero();
    assertThat(lines).anyMatch(line -> line.startsWith("did not happen: kill, pause, "));
    assertThat(summary().path("did_not_happen"))
        .hasSize(
            (int)
                Stream.of(NemesisKind.values())
                    .filter(each -> host.obstacle(each).isEmpty())
                    .count());
  }

  /** FAULT-21: for each number of runs, and in runs so short that there is room for one only. */
  @Test
  void kindsAreDealtOutOverTheRuns() {
    List<NemesisKind> kinds = List.of(NemesisKind.values());
    for (int runs : new int[] {5, 7, 30, 100}) {
      Set<NemesisKind> dealt = EnumSet.noneOf(NemesisKind.class);
      for (int run = 0; run < runs; run++) {
        List<NemesisKind> own = NightCoverage.of(5, kinds, run, runs, 60);
        assertThat(own).doesNotHaveDuplicates().hasSize(Math.ceilDiv(kinds.size(), runs));
        dealt.addAll(own);
      }
      assertThat(dealt).hasSize(kinds.size());
    }
    assertThat(NightCoverage.of(5, kinds, 0, 2, 10)).hasSize(1);
    assertThat(NightCoverage.of(6, kinds, 0, 1, 600))
        .isNotEqualTo(NightCoverage.of(5, kinds, 0, 1, 600));
  }
}
