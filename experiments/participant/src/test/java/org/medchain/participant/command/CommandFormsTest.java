package org.medchain.participant.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.participant.command.ParticipantCommands.CommandResult;
import tools.jackson.databind.JsonNode;

/** PROC-4: help, exit codes and the JSON form, without a cluster. */
class CommandFormsTest {
  private static final String ID = "a".repeat(64);

  @TempDir private Path temp;

  private CommandResult run(String line) {
    return ParticipantCommands.run(
        (line + " --identities=" + temp.resolve("identities")).split(" "));
  }

  /** PROC-20: what others are to read is checked before anything is asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"x\ny", "\u202ex", "\u001b[2J"})
  void aTypeIsOneLine(String type) {
    for (String[] words :
        List.of(
            new String[] {"hospital", "request", "--max-price=1", "--until=2027-03-01"},
            new String[] {"patient", "offer", "--price=1"})) {
      List<String> all = new ArrayList<>(List.of(words));
      all.addAll(List.of("--as=me", "--type=" + type));
      CommandResult result = ParticipantCommands.run(all.toArray(String[]::new));
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err().lines().findFirst().orElseThrow())
          .contains("is no type; allowed are 1 to")
          .contains("bytes without control characters");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "patient",
        "patient register",
        "patient upload",
        "patient records",
        "patient history",
        "patient alerts",
        "patient export",
        "doctor records",
        "patient grant",
        "patient revoke",
        "doctor",
        "doctor register",
        "doctor read",
        "hospital",
        "hospital register",
        "hospital store",
        "hospital serve",
        "patient entrust",
        "patient erase",
        "hospital read",
        "institution",
        "institution register",
        "institution read",
        "institution request",
        "institution match",
        "institution draft",
        "institution deals",
        "institution cancel",
        "institution leave",
        "hospital leave",
        "institution evaluate",
        "patient search",
        "patient delegate-search",
        "patient searches",
        "patient index",
        "doctor search",
        "patient offer",
        "patient withdraw",
        "patient requests",
        "patient deals",
        "patient sign",
        "patient decline",
        "hospital draft",
        "hospital sign",
        "points",
        "points show",
        "points redeem",
        "points exit",
        "proof",
        "proof make",
        "proof verify",
        "center supervise",
        "center freeze",
        "center revoke",
        "center replace-key",
        "center guardian"
      })
  void eachHasHelp(String words) {
    CommandResult help = ParticipantCommands.run((words + " --help").split(" "));
    assertThat(help.code()).isZero();
    assertThat(help.out()).startsWith("Usage: " + words);
    assertThat(help.out().lines().skip(1).takeWhile(line -> !line.startsWith("      ")))
        .as("no line breaks within sentences but where a line is full")
        .allMatch(line -> line.length() > 60 || line.isEmpty() || line.matches(".*[.:\\])]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "patient register --as p1 --folder=nowhere",
        "patient register --as ../p1 --folder=nowhere",
        "patient register --as p1 --replaces p1 --folder=nowhere",
        "patient register --as p1 --replaces p0 --folder=nowhere",
        "patient register --as p1 --keys-by-center --folder=nowhere",
        "patient upload visit.json --file scan --as p1",
        "patient upload visit.json --as p1",
        "patient grant xyz --to d1 --key k --as p1",
        "patient records --as nobody",
        "patient records --since yesterday --as p1",
        "doctor records --after 12 --as p1",
        "patient history aaa --as p1",
        "patient alerts --seconds many --as p1",
        "patient export --as p1",
        "patient export -o nowhere/f.json --as p1",
        "patient export aaa -o f.json --as p1",
        "hospital store aaa --as p1",
        "hospital serve --seconds 0 --as p1",
        "patient entrust aaa --to h1 --as p1",
        "doctor read aaa --key k -o f --as d1",
        "points redeem many --as p1",
        "points show --as p1 --passphrase-file=nowhere",
        "proof verify nothing.json --center nothing.pub"
      })
  void whatIsWrongEndsWithTwoAndMakesNothing(String line) {
    CommandResult result = run(line);
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).isNotBlank();
    assertThat(result.out()).isEmpty();
    assertThat(temp.resolve("identities").resolve("p1")).doesNotExist();
  }

  @Test
  void aRefusalIsAJsonObjectToo() {
    CommandResult result = run("points show --as p1 --json");
    assertThat(result.code()).isEqualTo(2);
    JsonNode json = result.json();
    assertThat(json.path("done").asBoolean(true)).isFalse();
    assertThat(json.path("exit_code").asInt(0)).isEqualTo(2);
    assertThat(json.path("reason").asString("")).contains("there is no identity 'p1'");
  }

  @Test
  void aFileThatIsNoProofIsNamed() throws Exception {
    Path center = Files.writeString(temp.resolve("center.pub"), ID + "\n");
    for (String text :
        new String[] {
          "x",
          "{}",
          "{\"format\": \"medchain-proof-1\", \"proof\": \"####\"}",
          "{\"format\": \"medchain-proof-1\", \"proof\": \"AAAA\"}"
        }) {
      Path proof = Files.writeString(temp.resolve("proof.json"), text);
      CommandResult result = run("proof verify " + proof + " --center " + center);
      assertThat(result.code()).as(text).isEqualTo(2);
      assertThat(result.err()).as(text).contains("proof.json: no ");
    }
    Files.writeString(center, "short");
    CommandResult result =
        run("proof verify " + temp.resolve("proof.json") + " --center " + center);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("64 hexadecimal digits");
  }
}
