package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.PassphraseFile;

/** CA-11: the center's key under a passphrase, from the command that makes it to each start. */
@Tag("process")
class CenterPassphraseTest {
  private static final String WORDS = "correct horse battery staple";

  @TempDir private Path temp;
  private Path passphrase;
  private Path hosts;

  @BeforeEach
  void files() throws IOException {
    passphrase = secret("passphrase", WORDS + "\nany other line\n");
    hosts =
        Files.writeString(
            temp.resolve("cluster.yaml"),
            """
            center: {host: 192.0.2.9}
            nodes: [{host: 192.0.2.1}, {host: 192.0.2.2}, {host: 192.0.2.3}, {host: 192.0.2.4}]
            followers: []
            """);
  }

  private Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(temp.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private CommandRunner.CommandResult up(Path folder, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "up";
    words[1] = "--config=" + hosts;
    words[2] = "--folder=" + folder;
    System.arraycopy(more, 0, words, 3, more.length);
    return CommandRunner.cluster(words);
  }

  private static Path key(Path folder) {
    return folder.resolve("center").resolve("authority-key.pem");
  }

  @Test
  void upWritesTheKeyUnderThePassphrase() throws IOException {
    Path folder = temp.resolve("c");
    assertThat(up(folder, "--passphrase-file=" + passphrase).well())
        .contains("--passphrase-file FILE")
        .doesNotContain(WORDS);
    assertThat(Files.readString(key(folder))).contains("BEGIN ENCRYPTED PRIVATE KEY");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key(folder))))
        .isEqualTo("rw-------");
  }

  @Test
  void withoutOneItSaysSoInALine() throws IOException {
    Path folder = temp.resolve("c");
    assertThat(up(folder).well().lines().filter(line -> line.contains("has no passphrase")))
        .hasSize(1);
    assertThat(Files.readString(key(folder))).contains("BEGIN PRIVATE KEY");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key(folder))))
        .isEqualTo("rw-------");
  }

  /** Nothing is made with a passphrase that is not what its owner takes it for. */
  @Test
  void aPassphraseFileThatIsNoneIsRefusedInALine() throws IOException {
    Path open = Files.writeString(temp.resolve("open"), WORDS);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    Path binary = secret("binary", "");
    Files.write(binary, new byte[] {(byte) 0xff, 1});
    record Case(Path file, String reason) {}
    for (Case each :
        new Case[] {
          new Case(temp.resolve("none"), "this passphrase file is not there"),
          new Case(open, "others may use it; allowed is a file of mode 0600"),
          new Case(secret("empty", ""), "its first line is the passphrase, and is empty"),
          new Case(secret("blank", "\n" + WORDS), "its first line is the passphrase, and is empty"),
          new Case(secret("long", WORDS.repeat(200)), "a passphrase file has at most 4096 bytes"),
          new Case(binary, "a passphrase is text in UTF-8")
        }) {
      assertThat(up(temp.resolve("c"), "--passphrase-file=" + each.file()).refused(2).strip())
          .isEqualTo("--passphrase-file: " + each.file() + ": " + each.reason());
      assertThat(temp.resolve("c")).doesNotExist();
    }
  }

  private static String refusal(String... arguments) throws Exception {
    return CommandRunner.says(2, () -> CommandRunner.center(arguments));
  }

  @Test
  void aWrongOrMissingPassphraseIsOneLine() throws Exception {
    ClusterFolder files =
        ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(1), WORDS.toCharArray());
    String config = "--config=" + files.centerFile();
    assertThat(refusal(config).lines().filter(line -> line.startsWith(files.centerFile() + ": ")))
        .containsExactly(
            files.centerFile()
                + ": the center's key is under a passphrase, whose file --passphrase-file names");
    String wrong = refusal(config, "--passphrase-file=" + secret("wrong", "Tr0ub4dor&3"));
    assertThat(wrong.lines().filter(line -> line.startsWith(files.centerFile() + ": ")))
        .containsExactly(
            files.centerFile()
                + ": "
                + key(files.folder())
                + ": the private key does not open with this passphrase");
    assertThat(wrong).doesNotContain("\tat ").doesNotContain("Tr0ub4dor");
  }

  /** The process of {@code up} and of all later starts: the folder names the file. */
  @Test
  void theCentersProcessStartsWithTheFileThatItsFolderNames() throws Exception {
    ClusterFolder files =
        ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(1), WORDS.toCharArray());
    new PassphraseFile(passphrase).note(files.center());
    LocalCluster.startAlone(files, "center");
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      LocalCluster.ClusterMember center = cluster.member("center");
      assertThat(cluster.process(center)).isPresent();
      cluster.stop(center, Duration.ofMinutes(1));
      assertThat(cluster.process(center)).isEmpty();
    }
  }

  /** A key that was written without one is not said to have one. */
  @Test
  void upDoesNotPretendToProtectAKeyThatIsThere() throws Exception {
    ClusterFolder files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(1));
    assertThat(
            CommandRunner.cluster(
                    "up", "--folder=" + files.folder(), "--passphrase-file=" + passphrase)
                .refused(2))
        .contains("was written without a passphrase");
    assertThat(PassphraseFile.noted(files.center())).isEmpty();
  }
}
