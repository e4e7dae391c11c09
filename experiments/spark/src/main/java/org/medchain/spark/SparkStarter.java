package org.medchain.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.EngineStarter;
import org.medchain.experiments.execution.TrialEngine;

/** {@code --engine spark}. */
public final class SparkStarter implements EngineStarter {
  private static final Pattern MASTER =
      Pattern.compile("local(?:\\[(?:\\*|[1-9][0-9]{0,3})])?|spark://([^/:,\\s]+):([0-9]{1,5})");

  private static final int PORT_MAX = 65_535;
  private static final int ANSWERS_MS = 10_000;

  @Override
  public String word() {
    return "spark";
  }

  @Override
  public TrialEngine start(EngineOrder order) throws UserInputException {
    if (order.config().experiment().host() != HostKind.SIMULATION) {
      throw new UserInputException(
          "--engine spark is for host: simulation; processes are measured only on this machine");
    }
    Path index = order.dataset().resolve(SyntheticRecords.INDEX);
    if (!Files.isRegularFile(index)) {
      throw new UserInputException(
          "workload.dataset: --engine spark sends a dataset's %s, and there is none in %s"
              .formatted(SyntheticRecords.INDEX, order.dataset()));
    }
    String master = order.master().orElse("local[*]");
    checkMaster(master);
    return new SparkEngine(
        master, order.config().experiment().name(), SharedWork.of(order.config(), index));
  }

  /** Spark itself would try for a minute, and then say less. */
  private static void checkMaster(String master) throws UserInputException {
    Matcher parts = MASTER.matcher(master);
    if (!parts.matches() || (parts.group(2) != null && port(parts) > PORT_MAX)) {
      throw new UserInputException(
          "--master is '" + master + "'; allowed are local[N], local[*] and spark://HOST:PORT");
    }
    if (parts.group(1) != null) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(parts.group(1), port(parts)), ANSWERS_MS);
      } catch (IOException e) {
        throw new UserInputException("--master " + master + ": nothing answers there");
      }
    }
  }

  private static int port(Matcher master) {
    return Integer.parseInt(master.group(2));
  }
}
