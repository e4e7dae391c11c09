package org.medchain.baseline.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;

/**
 * A database that has no record yet, with last night's backup of it. Systems are started from
 * copies, which takes a tenth of the time.
 *
 * @param secret the password of its roles
 */
public record PostgresTemplate(PostgresBinaries binaries, Path folder, String secret) {
  private static final int SECRET_BYTES = 16;

  /**
   * Makes one with the settings that the manuals recommend (BASE-3).
   *
   * @param folder does not exist yet
   * @throws UserInputException if this machine has no PostgreSQL
   */
  public static PostgresTemplate create(Path folder)
      throws IOException, InterruptedException, UserInputException {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    PostgresTemplate made =
        new PostgresTemplate(
            PostgresBinaries.find(), folder.toAbsolutePath(), HexFormat.of().formatHex(random));
    made.initialize();
    return made;
  }

  private void initialize() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path password = Files.writeString(folder.resolve("password"), secret);
    Path data = PostgresServer.data(folder);
    List<String> options =
        List.of(
            "--data-checksums",
            "--username=admin",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--pwfile=" + password,
            "--pgdata=" + data);
    binaries.run(secret, "initdb", options);
    Files.delete(password);
    Files.writeString(
        data.resolve("postgresql.conf"),
        SchemaText.of(PostgresTemplate.class, "settings.conf"),
        StandardCharsets.UTF_8,
        StandardOpenOption.TRUNCATE_EXISTING);
    try (PostgresServer server = new PostgresServer(this, folder)) {
      server.start();
      server.administer(
          SchemaText.of(PostgresTemplate.class, "schema.sql").replace("${secret}", secret));
      server.backUp();
      server.stop();
    }
  }
}
