package org.medchain.baseline.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;

/**
 * A database that has no record yet, with last night's backup of it. Systems are started from
 * copies, which takes a tenth of the time.
 *
 * @param secret the password of its roles
 */
public record PostgresTemplate(PostgresBinaries binaries, Path folder, String secret) {
  private static final String OPTIONS =
      "--data-checksums --username=admin --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync";

  /**
   * Makes one with the settings that the manuals recommend (BASE-3).
   *
   * @param folder does not exist yet
   * @throws UserInputException if this machine has no PostgreSQL
   */
  public static PostgresTemplate create(Path folder)
      throws IOException, InterruptedException, UserInputException {
    Path at = Files.createDirectories(folder.toAbsolutePath());
    String secret = UUID.randomUUID().toString();
    PostgresTemplate made = new PostgresTemplate(PostgresBinaries.find(), at, secret);
    try (PostgresServer server = new PostgresServer(made, at)) {
      Path password = Files.writeString(at.resolve("password"), secret);
      List<Object> options = new ArrayList<>(List.of(OPTIONS.split(" ", -1)));
      options.addAll(List.of("--pwfile=" + password, "--pgdata=" + server.data));
      server.tool("initdb", options.toArray());
      Files.delete(password);
      Files.writeString(server.data.resolve("postgresql.conf"), text("settings.conf"));
      server.start();
      server.administer(text("schema.sql").replace("${secret}", secret));
      server.backUp();
      server.stop();
    }
    return made;
  }

  private static String text(String resource) {
    return SchemaText.of(PostgresTemplate.class, resource);
  }
}
