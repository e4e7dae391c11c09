package org.medchain.participant.command;

import static org.medchain.participant.command.CommandAnswer.count;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.medchain.contract.storageproof.Holding;
import org.medchain.data.Hash;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;
import org.medchain.participant.holding.HolderAddress;
import org.medchain.participant.holding.HospitalStore;
import org.medchain.participant.holding.HospitalStore.HeldLine;
import org.medchain.participant.session.ParticipantSession;
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
    return new CommandAnswer()
        .with("record", line.deposit().record().map(Hash::toHex).orElse("-"))
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
    CommandAnswer run(ParticipantSession session) throws Exception {
      HospitalStore store = new HospitalStore(session.folder());
      session.advance(); // a patient ordered it: it has to be proved
      store.dropReleased(session);
      List<HeldLine> lines =
          record == null ? store.lines(session) : List.of(store.take(session, record));
      return new CommandAnswer()
          .rows("files", lines.stream().map(HospitalHoldingCommands::row).toList())
          .line(count(lines.size(), "file"));
    }
  }

  /** Stays, and does what a holder owes. */
  @Command(
      name = "serve",
      description =
          "Takes each file that is entrusted to this hospital, answers the ledger's audits, and "
              + "gives pieces to who asks, until it is interrupted or its time is over. Other "
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
    private long seconds = Long.MAX_VALUE;

    private Optional<HospitalStore> opened = Optional.empty();

    @Override
    List<RpcService> services() throws UserInputException, IOException {
      boolean unused = folder().card().registered();
      opened = Optional.of(new HospitalStore(folder()));
      return opened.get().services();
    }

    @Override
    void prepare() throws UserInputException {
      if (seconds < 0) {
        throw new UserInputException("--seconds: 0 or more, not " + seconds);
      }
      if (address != null) {
        InetSocketAddress unused = HolderAddress.address("--listen", address);
      }
    }

    private int takeAll(ParticipantSession session, HospitalStore store) throws Exception {
      int taken = 0;
      for (Hash each : store.entrusted(session)) {
        try {
          progress(row(store.take(session, each)).lines().getFirst());
          taken++;
        } catch (RefusedException e) {
          progress("record " + each.brief() + " not taken yet: " + e.getMessage());
        }
      }
      return taken;
    }

    @Override
    CommandAnswer run(ParticipantSession session) throws Exception {
      HospitalStore store = opened.orElseThrow();
      Optional<InetSocketAddress> at = Optional.empty();
      if (address != null) {
        at = Optional.of(session.link().listen(HolderAddress.address("--listen", address)));
        progress("serves at " + at.get().getHostString() + ":" + at.get().getPort());
      }
      long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      int taken = 0;
      int proved = 0;
      while (true) {
        try {
          long unusedHeight = session.light().sync();
          taken += takeAll(session, store);
          proved += store.prove(session);
        } catch (RefusedException e) {
          progress("not done yet: " + e.getMessage());
        }
        if (System.nanoTime() - endNs >= 0) {
          break;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
      CommandAnswer answer =
          new CommandAnswer()
              .with("taken", taken)
              .with("audits_answered", proved)
              .text("{taken} files taken, {audits_answered} audits answered");
      return at.map(there -> answer.with("port", there.getPort())).orElse(answer);
    }
  }
}
