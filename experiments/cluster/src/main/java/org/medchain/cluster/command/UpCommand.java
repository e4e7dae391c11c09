package org.medchain.cluster.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.RunningClusters;
import org.medchain.cluster.lifetime.FolderJanitor;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.EnumWordConverter;
import org.medchain.cluster.local.HostsFile;
import org.medchain.cluster.local.PassphraseFile;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.config.ConsensusConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain cluster up}: makes a cluster, or finds one, and starts it (CLUSTER-1). */
@Command(name = "up", mixinStandardHelpOptions = true, sortOptions = false)
final class UpCommand extends ProcessCommand {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final int MAX = 100;
  private static final int MAX_HEIGHTS = 1000;

  @Option(names = "--nodes", paramLabel = "N", defaultValue = "4")
  private int nodes;

  @Option(names = "--followers", paramLabel = "N", defaultValue = "0")
  private int followers;

  @Option(names = "--clients", paramLabel = "N", defaultValue = "1")
  private int clients;

  @Option(names = "--window", paramLabel = "W", defaultValue = "" + ClusterPlan.DEFAULT_WINDOW)
  private int window;

  @Option(names = "--folder", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--another")
  private boolean another;

  @Option(names = "--no-force")
  private boolean noForce;

  @Option(
      names = "--requests",
      paramLabel = "HOW",
      defaultValue = "signed",
      converter = AuthenticationSettingConverter.class)
  private ConsensusConfig.RequestAuthenticationSetting requests;

  @Option(
      names = "--metadata",
      paramLabel = "FORM",
      defaultValue = "sealed",
      converter = MetadataFormConverter.class)
  private MetadataForm metadata;

  @Option(names = "--shell")
  private boolean shell;

  @Option(names = "--trace")
  private boolean trace;

  @Option(names = "--jvm", paramLabel = "OPTION")
  private List<String> jvm = List.of();

  @Option(names = "--passphrase-file", paramLabel = "FILE")
  private Path passphraseFile;

  @Option(names = "--config", paramLabel = "FILE")
  private Path config;

  /** Words of {@link MetadataForm}. */
  static final class MetadataFormConverter extends EnumWordConverter<MetadataForm> {
    MetadataFormConverter() {
      super(List.of(MetadataForm.values()));
    }
  }

  /** Words for how senders of requests are known. */
  static final class AuthenticationSettingConverter
      extends EnumWordConverter<ConsensusConfig.RequestAuthenticationSetting> {
    AuthenticationSettingConverter() {
      super(List.of(ConsensusConfig.RequestAuthenticationSetting.values()));
    }
  }

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    require("--nodes", nodes, 4, MAX);
    require("--followers", followers, 0, MAX);
    require("--clients", clients, 0, MAX);
    require("--window", window, 1, MAX_HEIGHTS);
    if (folder == null && config == null && !another) {
      refuseSecond();
    }
    Path where =
        folder != null
            ? folder.toAbsolutePath().normalize()
            : ClusterSelection.clusters()
                .resolve("cluster-" + NAME.format(LocalDateTime.now(ZoneId.systemDefault())));
    return config != null ? prepare(where) : start(where);
  }

  private ClusterPlan plan() {
    ClusterPlan usual = ClusterPlan.of(nodes).withHospitals().with(metadata);
    return new ClusterPlan(
        nodes,
        followers,
        clients,
        window,
        ConsensusConfig.defaults(requests, usual.consensus().checkpointInterval()),
        new ClusterPlan.ProcessPlan(!noForce, trace, shell, jvm),
        usual.terms());
  }

  private int prepare(Path where) throws UserInputException, IOException {
    HostsFile hosts = HostsFile.read(config);
    ClusterPlan plan = hosts.plan(plan());
    ClusterFolder made =
        ClusterFolder.create(where, plan, hosts.addresses(), ValidityPeriods.DEFAULT, passphrase());
    PrintWriter out = out();
    reportPassphrase();
    out.println("The folders are made; nothing runs yet. On each machine, copy and run:");
    hosts.commands(made).forEach(out::println);
    if (passphraseFile != null) {
      out.println("The center's command needs --passphrase-file FILE, with a copy of the file.");
    }
    out.flush();
    return 0;
  }

  private static void refuseSecond() throws UserInputException, IOException {
    List<RunningClusters.RunningCluster> running =
        RunningClusters.ofThisCheckout(ClusterSelection.clusters());
    if (!running.isEmpty()) {
      throw new UserInputException(
          "a cluster runs already: "
              + running.stream().map(Object::toString).collect(Collectors.joining(", "))
              + "; --another starts one more, --folder names one");
    }
  }

  private int start(Path where) throws UserInputException, IOException, InterruptedException {
    long beginNs = System.nanoTime();
    PrintWriter out = out();
    boolean made = !Files.exists(new ClusterFolder(where).genesisFile());
    if (made) {
      make(where);
    } else {
      notePassphraseFile(new ClusterFolder(where).center());
    }
    try (LocalCluster cluster = LocalCluster.of(where)) {
      int running = cluster.running().size();
      if (running == cluster.members().size()) {
        out.println(where + ": this cluster runs already, nothing is started");
        printNextSteps(out, cluster);
        return 0;
      }
      if (!made) {
        out.println(where + " holds a cluster: it is started as it is");
      }
      if (running > 0) {
        out.println(running + " of its " + cluster.members().size() + " processes run already");
      }
      try (StartGuard guard = new StartGuard(cluster, err())) {
        guard.startAll();
        cluster.awaitReady(TIMEOUT, state -> say(line(state)));
        guard.release();
      }
      out.printf(
          Locale.ROOT,
          "%s: ready after %.1f s%n",
          cluster.folder().name(),
          (System.nanoTime() - beginNs) / 1e9);
      printNextSteps(out, cluster);
    }
    out.flush();
    return 0;
  }

  private void make(Path where) throws UserInputException, IOException {
    char[] passphrase = passphrase();
    say("making keys and certificates of " + (nodes + followers) + " nodes in " + where);
    reportPassphrase();
    if (Files.exists(where)) {
      createFolder(where, passphrase);
      return;
    }
    // One that is half made cannot be started, and would be in the way of the next one.
    FolderJanitor unfinished = new FolderJanitor(List.of(where));
    try {
      createFolder(where, passphrase);
    } catch (IOException e) {
      WholeFolder.delete(where);
      throw e;
    } finally {
      unfinished.close();
    }
  }

  private void createFolder(Path where, char[] passphrase) throws UserInputException, IOException {
    notePassphraseFile(ClusterFolder.create(where, plan(), passphrase).center());
  }

  private char[] passphrase() throws UserInputException {
    try {
      return passphraseFile == null ? new char[0] : new PassphraseFile(passphraseFile).read();
    } catch (IOException e) {
      throw new UserInputException("--passphrase-file: " + e.getMessage());
    }
  }

  private void reportPassphrase() {
    if (passphraseFile == null) {
      say(
          "the center's key has no passphrase (--passphrase-file gives one);"
              + " only its owner can read the file");
    }
  }

  /** From then on every command that starts the center finds it. */
  private void notePassphraseFile(Path center) throws UserInputException, IOException {
    if (passphraseFile == null) {
      return;
    }
    if (!CertificateAuthorityFiles.isEncrypted(center)) {
      throw new UserInputException(
          "--passphrase-file: the center's key in "
              + center
              + " was written without a passphrase; only a new cluster gets one");
    }
    new PassphraseFile(passphraseFile).note(center);
  }

  private static String line(MemberState state) {
    return "%-8s %-9s at %-21s operator %s%s"
        .formatted(
            state.member().name(),
            state.member().role(),
            state.running().map(each -> each.address()).orElse(""),
            state.running().map(each -> each.adminUri().toString()).orElse(""),
            state.shellUrl().map(url -> " shell " + url).orElse(""));
  }

  private static void printNextSteps(PrintWriter out, LocalCluster cluster) {
    Path where = cluster.folder().folder();
    out.println();
    out.println("To continue:");
    out.println("  experiments/medchain top " + where);
    out.println("  experiments/medchain cluster status --folder " + where);
    out.println("  experiments/medchain cluster down --folder " + where);
  }
}
