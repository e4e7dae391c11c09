package org.medchain.baseline.postgres;

import java.io.IOException;
import java.util.List;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.ThirdPartyProof;

/** A system on servers of PostgreSQL, which suffers attacks that are data. */
public abstract class DatabaseSystem implements RecordSystem {
  /** How a system is opened that was made. */
  @FunctionalInterface
  protected interface Opening {
    /** Opens it; what it opened before it failed, the system's end closes. */
    void open() throws IOException, InterruptedException;
  }

  /** Opens a system, or closes it. */
  protected static <S extends DatabaseSystem> S opened(S made, Opening opening)
      throws IOException, InterruptedException {
    try {
      opening.open();
      return made;
    } catch (IOException | InterruptedException e) {
      made.close();
      throw e;
    }
  }

  @Override
  public abstract ThirdPartyProof prove(String id) throws IOException;

  /** All of them. */
  public abstract List<PostgresServer> servers();

  /** Where an attack takes place. */
  protected abstract AttackScene scene(List<RecordEntry> records, AttackLog log) throws IOException;

  @Override
  public AttackOutcome suffer(AttackKind attack, List<RecordEntry> records, AttackLog log)
      throws IOException, InterruptedException {
    return scene(records, log).play(attack);
  }

  @Override
  public long diskBytes() throws IOException {
    return servers().stream().mapToLong(PostgresServer::diskBytes).sum();
  }

  @Override
  public double cpuMs() throws IOException {
    return servers().stream().mapToDouble(PostgresServer::cpuMs).sum();
  }

  @Override
  public void close() throws IOException {
    servers().forEach(PostgresServer::close);
  }
}
