package org.medchain.client.command;

import java.nio.file.Path;
import org.medchain.client.proof.ProofFile;
import org.medchain.client.proof.ProofMaker;
import org.medchain.client.proof.RecordProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain proof}: proofs for third parties (paper §3.2.6). */
@Command(
    name = "proof",
    description = "Makes proofs of records, and checks them without a node.",
    subcommands = {ProofCommand.ProofMakeCommand.class, ProofVerifyCommand.class})
public final class ProofCommand extends CommandGroup {
  public ProofCommand() {}

  /** {@code medchain proof make} (paper §3.2.6; PROC-6). */
  @Command(
      name = "make",
      description =
          "Writes a proof that you uploaded a record and that it was accepted, for anybody who has"
              + " the center's public key. It shows the upload, so its description in a clear chain"
              + " too.")
  static final class ProofMakeCommand extends SessionCommand {
    @Mixin private RecordParameter record;

    @Option(
        names = {"-o", "--out"},
        paramLabel = "FILE",
        required = true,
        description = "Where the proof goes.")
    private Path target;

    @Override
    CommandAnswer run() throws Exception {
      RecordProof proof = new ProofMaker(session()).of(record.id);
      long bytes = ProofFile.write(target, proof);
      return new CommandAnswer()
          .withAll(ProofFile.facts(proof))
          .with("file", target.toString())
          .with("bytes", bytes)
          .text("proof of record " + record.id.brief() + ": {file}, {bytes} bytes");
    }
  }
}
