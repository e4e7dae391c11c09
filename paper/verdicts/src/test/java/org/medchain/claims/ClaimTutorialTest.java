package org.medchain.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.claims.command.ClaimsCommand;
import org.medchain.claims.file.ClaimsFile;
import picocli.CommandLine;

/** CLAIM-13: the tutorial adds a claim by a config and an entry alone, and its verdict comes. */
class ClaimTutorialTest {
  private static final String HOME = "medchain.home";
  private static final Path PAGE = Repository.ROOT.resolve("paper/tutorials/claim-without-java.md");
  @TempDir private Path root;
  private String home;

  @BeforeEach
  void begin() {
    home = System.getProperty(HOME, "");
    System.setProperty(HOME, root.toString());
  }

  @AfterEach
  void end() {
    System.setProperty(HOME, home);
  }

  @Test
  void itsCommandPrintsItsVerdict() throws Exception {
    String page = Files.readString(PAGE);
    Matcher config = found(page, "Save as `([^`]+)`:\\s+```yaml\\n(.*?)```");
    Matcher entry = found(page, "below the line `([^`]+)` of `[^`]+`:\\s+```yaml\\n(.*?)```");
    Matcher typed = found(page, "```sh\\nexperiments/medchain claims (.*?)\\n```");
    Matcher printed = found(page, "```text\\n(.*?)```");
    Path saved = root.resolve(config.group(1));
    Files.createDirectories(saved.getParent());
    Files.writeString(saved, config.group(2));
    String claims = Files.readString(ClaimsFile.of(Repository.ROOT));
    assertThat(claims.split("(?m)^" + entry.group(1) + "$", -1)).hasSize(2);
    Files.writeString(
        ClaimsFile.of(root),
        claims.replace(
            "\n" + entry.group(1) + "\n", "\n" + entry.group(1) + "\n" + entry.group(2) + "\n"));
    Path records = root.resolve("datasets/synthea-sample/records.ndjson");
    Files.createDirectories(records.getParent());
    Files.copy(Repository.ROOT.resolve("datasets/synthea-sample/records.ndjson"), records);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new ClaimsCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(typed.group(1).split(" ", -1));
    assertThat(code).as(err.toString()).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).containsSequence(printed.group(1).lines().toList());
  }

  private static Matcher found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher;
  }
}
