package org.medchain.cluster.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.identity.IdentityCard;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.cluster.CommandRunner;
import org.medchain.cluster.CommandRunner.CommandResult;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** PROC-4: help, exit codes and the JSON form, without a cluster. */
class CommandFormsTest {
  /** Every command: made once, which takes longer than a help text. */
  private static final CommandLine ALL = Medchain.commandLine();

  private static final String ID = "a".repeat(64);

  @TempDir private Path temp;

  private CommandResult run(String line) {
    return run((line + " --identities=" + temp.resolve("identities")).split(" "));
  }

  private static CommandResult run(String... words) {
    Callable<Integer> command =
        Subcommand.all().stream()
            .filter(each -> each.getClass().getAnnotation(Command.class).name().equals(words[0]))
            .findFirst()
            .orElseThrow();
    return CommandRunner.run(command, Arrays.copyOfRange(words, 1, words.length));
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
      assertThat(run(all.toArray(String[]::new)).refused(2).lines().findFirst().orElseThrow())
          .contains("is not a type; allowed are 1 to")
          .contains("bytes without control characters");
    }
  }

  /** Of all commands of participants and to the center. */
  static Stream<String> commands() {
    Set<String> roots =
        Set.of(
            "patient",
            "doctor",
            "hospital",
            "institution",
            "points",
            "proof",
            "verifier",
            "center");
    return ALL.getSubcommands().entrySet().stream()
        .filter(each -> roots.contains(each.getKey()))
        .flatMap(each -> commands(each.getKey(), each.getValue()));
  }

  private static Stream<String> commands(String words, CommandLine command) {
    return Stream.concat(
        Stream.of(words),
        command.getSubcommands().entrySet().stream()
            .flatMap(each -> commands(words + " " + each.getKey(), each.getValue())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachHasHelp(String words) {
    String help = CommandRunner.run(ALL, (words + " --help").split(" ")).well();
    assertThat(help).startsWith("Usage: medchain " + words);
    assertThat(help.lines().skip(1).takeWhile(line -> !line.startsWith("      ")))
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
        "doctor register --as p1 --folder=nowhere",
        "doctor register --as p1 --hospital nobody --folder=nowhere",
        "institution register --as p1 --folder=nowhere",
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
        "points buy-level gold --as p1",
        "points settle --as p1",
        "points levels --as nobody",
        "points show --as p1 --passphrase-file=nowhere",
        "verifier list",
        "verifier read aaa --out f --as p1",
        "verifier vote aaa valid --as p1",
        "proof verify nothing.json --center nothing.pub"
      })
  void whatIsWrongEndsWithTwoAndMakesNothing(String line) {
    CommandResult result = run(line);
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).isNotBlank();
    assertThat(result.out()).isEmpty();
    assertThat(temp.resolve("identities").resolve("p1")).doesNotExist();
  }

  /** Nothing is connected for it: there is no identity, and that is said of other lines. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "points redeem 0 --as p1|POINTS: 0; allowed is 1 or more",
        "points buy-level 0 --as p1|LEVEL: a level is 1 to 16, not 0",
        "points buy-level 17 --as p1|LEVEL: a level is 1 to 16, not 17",
        "points settle --participant p2 --as p1|there is no identity 'p2'",
        "points exit --as p1|--for-good",
        "points exit --erase --as p1|--erase erases your records first",
        "institution request --type x --max-price 0 --until 2027-01-01 --as p1|a price is 1 to",
        "hospital request --type x --max-price 1 --count 0 --until 2027-01-01 --as p1|1 to 10000",
        "institution draft %s --from %s --count 0 --as p1|--count: a deal is for 1 to",
        "institution draft %s --from p2 --as p1|there is no identity 'p2'",
        "patient offer aaa --type x --price 1 --as p1|RECORD: 'aaa' is not an id",
        "patient offer --type x --price 0 --as p1|a price is 1 to",
        "patient search two,words --as p1|KEYWORD: neither one word",
        "doctor search date:2026-02-30 --as p1|KEYWORD: a date is a day",
        "patient records --limit 0 --as p1|--limit: 1 to 256, not 0",
        "patient history %s --limit 257 --as p1|--limit: 1 to 256, not 257",
        "patient alerts --seconds=-1 --as p1|--seconds: 0 or more",
        "hospital serve --seconds=-1 --as p1|--seconds: 0 or more",
        "hospital serve --listen here --as p1|--listen: 'here' is not HOST:PORT",
        "patient grant %s --to %s --purpose TREAT --as p1|Missing required option: '--until=TIME'",
        "patient grant %s --to %s --until 2099-01-01 --as p1|either --share, or --purpose with one",
        "patient grant %s --to %s --share --purpose TREAT --until 2099-01-01 --as p1|say what for",
        "patient grant %s --to %s --purpose BTG --until 2099-01-01 --as p1|nobody consents to BTG",
        "patient grant --to %s --share --until 2099-01-01 --as p1|name either a RECORD",
        "patient revoke --all --from %s --as p1|either --share, or --purpose with one of TREAT",
        "institution read %s -o f --as p1|--purpose: say what for; allowed are TREAT, ETREAT, BTG",
        "doctor read %s -o f --purpose DISCLOSE --as p1|--purpose: say what for; allowed are",
        "institution register --role bank --as p1|--role: 'bank' is not allowed; allowed are",
        "hospital register --role research --as p1|allowed are hospital, tertiary_hospital",
        "patient revoke --from %s --purpose TREAT --as p1|name either a RECORD",
        "patient revoke --all --from role:king --purpose TREAT --as p1|is not a role; allowed",
        "doctor read %s -o f --holder h --as p1|--holder: 'h' is not KEY@HOST:PORT",
        "patient erase %s --holder h --as p1|--holder: 'h' is not KEY@HOST:PORT",
        "patient entrust %s --to p2 --as p1|there is no identity 'p2'",
        "verifier vote %s maybe --as p1|'maybe': allowed are valid and false",
        "verifier vote %s --as p1|Missing required parameter",
        "verifier read %s --purpose LUNCH --out f --as p1|'LUNCH' is not a purpose; allowed are",
        "patient upload nowhere.json --file f --as p1|nowhere.json"
      })
  void aValueIsCheckedFirst(String line, String said) {
    assertThat(run(line.replace("%s", ID)).refused(2)).contains(said).doesNotContain("'p1'");
  }

  /** CLUSTER-25, PROC-30: before a cluster is looked for. */
  @ParameterizedTest
  @ValueSource(strings = {"center pay aaa", "center judge aaa --false", "center judge aaa --valid"})
  void anIdOfTheCentersIsCheckedFirst(String line) {
    CommandResult result = run((line + " --folder=" + temp.resolve("none")).split(" "));
    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains("'aaa' is not an id; allowed are 64 hexadecimal digits");
  }

  /** PROC-23: patients alone have an index. */
  @Test
  void whoHasNoIndexNamesWhoseItSearches() throws Exception {
    ParticipantFolder folder = new IdentitiesFolder(temp.resolve("identities")).named("doctor-9");
    PublicKey key = new PublicKey(Bytes.fromHex(ID));
    folder.write(new IdentityCard("doctor-9", Role.DOCTOR, key, "doctor-9", true));
    assertThat(run("doctor search scan --as doctor-9").refused(2))
        .contains("--for: name whose records; a doctor has no search index");
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
      assertThat(result.err()).as(text).containsPattern("proof.json: no(t JSON:)? ");
    }
    Files.writeString(center, "short");
    assertThat(run("proof verify " + temp.resolve("proof.json") + " --center " + center).refused(2))
        .contains("64 hexadecimal digits");
  }
}
