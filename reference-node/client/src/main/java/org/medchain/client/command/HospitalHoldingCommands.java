package org.medchain.client.command;

import static org.medchain.client.command.CommandAnswer.count;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.medchain.client.holding.HospitalStore;
import org.medchain.client.holding.HospitalStore.HeldLine;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.storageproof.Holding;
import org.medchain.data.Hash;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code medchain hospital store} and {@code serve}: a hospital without a node holds files (paper
 * §3.1, §4; PROC-13).
 */
final class HospitalHoldingCommands {
  private HospitalHoldingCommands() {}

  private static CommandAnswer row(HeldLine line) {
    FileManifest file = line.deposit().manifest();
    boolean accepted = line.holding().map(Holding::accepted).orElse(false);
    return CommandAnswer.of("record", line.deposit().record().map(Hash::toHex).orElse("-"))
        .with("file", line.deposit().id())
        .with("encrypted_bytes", file.length())
        .with("pieces", line.pieces())
        .with("pieces_in_all", file.pieceCount())
        .with("entrusted", line.holding().isPresent())
        .with("accepted", accepted)
        .text(
            "record {record}  {pieces} of {pieces_in_all} pieces, {encrypted_bytes} bytes, "
                + (accepted ? "accepted" : "not accepted"));
  }

  /** Takes a file by hand, or shows what is there. */
  @Command(
      name = "store",
      description =
          "Takes the encrypted file of a record that is entrusted to this hospital from those that "
              + "have it, checks it against the root on the ledger, and accepts it there. Without "
              + "RECORD it lists what is stored here. Files that are entrusted no longer are "
              + "deleted.")
  static final class Store extends SessionCommand {
    @Parameters(
        paramLabel = "RECORD",
        arity = "0..1",
        converter = SessionCommand.RecordIdConverter.class,
        description = "The record's id.")
    private Hash record;

    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      HospitalStore store = new HospitalStore(session.folder());
      session.advance(); // a patient ordered it: it has to be proved
      store.dropReleased(session);
      List<HeldLine> lines =
          record == null ? store.lines(session) : List.of(store.take(session, record));
      return CommandAnswer.list("files", lines.stream().map(HospitalHoldingCommands::row).toList())
          .line(count(lines.size(), "file"));
    }
  }

  /** Stays, and does what a holder owes. */
  @Command(
      name = "serve",
      description =
          "Takes each file that is entrusted to this hospital, answers the ledger's audits, and "
              + "gives pieces to askers, until it is interrupted or its time is over. Other "
              + "commands of the identity wait for its end.")
  static final class Serve extends SessionCommand {
    private static final long PAUSE_MS = 500;

    @Option(
        names = "--listen",
        paramLabel = "HOST:PORT",
        description = "Takes readers' connections there: 'doctor read --holder KEY@HOST:PORT'.")
    private String address;

    @Option(
        names = "--seconds",
        paramLabel = "N",
        description = "Ends after so long; 0 does once what is due. Without it: until interrupted.")
    private int seconds = Integer.MAX_VALUE;

    private HospitalStore store;
    private int taken;
    private int proved;

    @Override
    List<RpcService> services() throws IOException {
      store = new HospitalStore(folder());
      return store.services();
    }

    private void takeAll() throws Exception {
      for (Hash each : store.entrusted(session())) {
        try {
          progress(row(store.take(session(), each)).lines().getFirst());
          taken++;
        } catch (RefusedException e) {
          progress("record " + each.brief() + " not taken yet: " + e.getMessage());
        }
      }
    }

    private boolean serve() throws Exception {
      try {
        long unusedHeight = session().light().sync();
        takeAll();
        proved += store.prove(session());
      } catch (RefusedException e) {
        progress("not done yet: " + e.getMessage());
      }
      return false; // ends with its time
    }

    @Override
    CommandAnswer run() throws Exception {
      Duration time = time(seconds);
      Optional<InetSocketAddress> at = Optional.empty();
      if (address != null) {
        InetSocketAddress wanted = HolderOptions.address("--listen", address);
        at = Optional.of(session().link().listen(wanted));
        progress("serves at " + at.get().getHostString() + ":" + at.get().getPort());
      }
      ParticipantSession unusedSession = session();
      boolean unused = Polling.until(time, PAUSE_MS, this::serve);
      CommandAnswer answer =
          CommandAnswer.of("taken", taken)
              .with("audits_answered", proved)
              .text("{taken} files taken, {audits_answered} audits answered");
      return at.map(there -> answer.with("port", there.getPort())).orElse(answer);
    }
  }
}
