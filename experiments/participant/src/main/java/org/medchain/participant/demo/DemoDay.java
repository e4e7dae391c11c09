package org.medchain.participant.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.medchain.cluster.center.CenterCommand;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.participant.command.DoctorClientCommand;
import org.medchain.participant.command.HospitalCommand;
import org.medchain.participant.command.InstitutionCommand;
import org.medchain.participant.command.PatientCommand;
import org.medchain.participant.command.PointsCommand;
import org.medchain.participant.command.ProofCommand;
import org.medchain.participant.identity.IdentitiesFolder;
import picocli.CommandLine;

/** The steps of a day, each by the command class that a person's command line reaches. */
final class DemoDay {
  private static final int FILE_BYTES = 600_000;
  private static final long SEED = 31;

  private final ClusterFolder cluster;
  private final Path folder;
  private final Consumer<String> progress;
  private boolean well = true;

  /**
   * A day.
   *
   * @param folder for identities and files
   * @param progress gets a line a step
   */
  DemoDay(ClusterFolder cluster, Path folder, Consumer<String> progress) {
    this.cluster = cluster;
    this.folder = folder;
    this.progress = progress;
  }

  /** Plays it; whether each step ended as it must. */
  boolean play() throws UserInputException, IOException {
    register();
    String record = upload();
    if (!well) {
      return false;
    }
    hold(record);
    readAndRevoke(record);
    consent(record);
    prove(record);
    supervise();
    return well;
  }

  private void register() throws IOException {
    step(0, "patient register --as patient-1", folderOption());
    step(0, "patient register --as guardian-1", folderOption());
    step(0, "patient register --as escrowed-0 --keys-by-center", folderOption());
    step(0, "doctor register --as doctor-1", folderOption());
    step(0, "doctor register --as doctor-2", folderOption());
    step(0, "institution register --as insurer-1", folderOption());
    step(0, "hospital register --as clinic-1", folderOption());
  }

  private String folderOption() {
    return "--folder=" + cluster.folder();
  }

  private String upload() throws IOException {
    byte[] scan = new byte[FILE_BYTES];
    new Random(SEED).nextBytes(scan);
    Files.write(file("scan.dcm"), scan);
    Files.writeString(
        file("visit.json"),
        """
        {"doctor": "doctor:doctor-1", "type": "imaging", "description": "synthetic scan",
         "made": "2026-11-25T09:30:00Z"}
        """);
    String said = step(0, "patient upload visit.json --file scan.dcm --as patient-1");
    step(0, "patient records --type imaging --doctor doctor-1 --as patient-1");
    step(0, "doctor records --patient patient-1 --since 2026-01-01 --limit 5 --as doctor-1");
    step(0, "patient status " + said.replaceFirst("^record ", "") + " --as patient-1");
    step(0, "doctor attest " + said.replaceFirst("^record ", "") + " --as doctor-1");
    return said.replaceFirst("^record ", "");
  }

  /** A hospital without a node takes what is entrusted to it, and nothing else. */
  private void hold(String record) throws IOException {
    step(1, "hospital store " + record + " --as clinic-1");
    step(0, "patient entrust " + record + " --to hospital:clinic-1 --as patient-1");
    step(0, "hospital store " + record + " --as clinic-1");
    step(0, "hospital serve --seconds 0 --as clinic-1");
  }

  private void readAndRevoke(String record) throws IOException {
    String grant = " --to doctor:doctor-2 --as patient-1";
    step(0, "patient grant " + record + grant);
    String read = "doctor read " + record + " -o read.dcm --as doctor-2";
    step(0, read);
    boolean same = Files.mismatch(file("scan.dcm"), file("read.dcm")) < 0;
    progress.accept(same ? "read.dcm is scan.dcm, byte for byte" : "read.dcm is another file");
    well &= same;
    step(0, "patient revoke " + record + " --from doctor:doctor-2 --as patient-1");
    step(1, read);
  }

  /** For a purpose and a time, by a delegate too; and an emergency, which the patient sees. */
  private void consent(String record) throws IOException {
    String read = "doctor read " + record + " -o again.dcm --as doctor-2 --purpose ";
    step(1, read + "TREAT");
    step(0, "patient delegate --to guardian-1 --until 2999-01-01 --as patient-1");
    String to = " --all --to role:doctor --purpose TREAT --until 2999-01-01";
    step(0, "patient grant" + to + " --for patient-1 --as guardian-1");
    step(0, read + "TREAT");
    step(1, read + "HRESCH");
    step(0, "patient consents --as patient-1");
    step(0, "patient revoke --all --from role:doctor --purpose TREAT --as patient-1");
    step(1, read + "TREAT");
    step(0, read + "BTG");
    step(0, "patient log --as patient-1");
    step(0, "patient alerts --as patient-1");
    step(0, "patient history " + record + " --as patient-1");
    step(1, "patient erase " + record + " --as guardian-1");
  }

  private void prove(String record) throws IOException {
    step(0, "proof make " + record + " -o proof.json --as patient-1");
    Files.copy(cluster.centerKeyFile(), file("center.pub"));
    step(0, "proof verify proof.json --center center.pub");
  }

  private void supervise() throws UserInputException, IOException {
    PublicKey patient = new IdentitiesFolder(identities()).key("patient-1");
    String key = " --key " + patient.value().toHex();
    step(0, "center supervise" + key, folderOption());
    step(0, "center freeze" + key, folderOption());
    step(1, "points redeem 10 --as patient-1");
    step(0, "center thaw" + key, folderOption());
    step(0, "points redeem 10 --as patient-1");
    step(0, "points show --as patient-1");
    step(0, "points exit --for-good --as insurer-1");
  }

  private Path identities() {
    return folder.resolve("identities");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Runs one command.
   *
   * @param expected exit code
   * @param words as a person types them; files are in the day's folder
   * @return the first line of what it said
   */
  private String step(int expected, String words, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
    Callable<Integer> command = command(arguments.remove(0));
    arguments.replaceAll(
        each -> each.matches("[a-z0-9.-]+\\.[a-z]{3,4}") ? file(each).toString() : each);
    arguments.addAll(List.of(more));
    if (!(command instanceof CenterCommand)) {
      arguments.add("--identities=" + identities());
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    String said = (out + "" + err).lines().findFirst().orElse("").replace(folder + "/", "");
    progress.accept(words.replaceAll("([0-9a-f]{8})[0-9a-f]{56}", "$1…") + ": " + said);
    if (code != expected) {
      progress.accept("that ended with " + code + " and not with " + expected + ": " + err);
      well = false;
    }
    return said;
  }

  private static Callable<Integer> command(String word) {
    return switch (word) {
      case "patient" -> new PatientCommand();
      case "doctor" -> new DoctorClientCommand();
      case "hospital" -> new HospitalCommand();
      case "institution" -> new InstitutionCommand();
      case "points" -> new PointsCommand();
      case "proof" -> new ProofCommand();
      case "center" -> new CenterCommand();
      default -> throw new IllegalArgumentException(word);
    };
  }
}
