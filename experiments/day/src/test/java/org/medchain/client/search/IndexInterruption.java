package org.medchain.client.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.medchain.application.search.SearchIndex;
import org.medchain.application.search.SearchKey;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.session.ParticipantSession;
import org.medchain.cluster.participant.NetworkFiles;
import org.medchain.consensus.Output;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.search.ClearIndex;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.JournalLine;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.transport.RefusedException;

/**
 * An update of an index that ends early, as if the command had been killed; and what came of it.
 */
public final class IndexInterruption {
  private IndexInterruption() {}

  /**
   * Begins to enter a record.
   *
   * @param sent whether the ledger has executed it, which nobody wrote down; or nobody has it
   * @return the update's bytes in hexadecimal digits
   */
  public static String before(boolean sent, ParticipantFolder folder, KeptRecord kept)
      throws Exception {
    try (ParticipantSession session = NetworkFiles.session(folder, new char[0])) {
      IndexMirror mirror = IndexMirror.upToDate(session, session.participant());
      UpdateNote note = new OwnIndex(session, line -> {}).noted(kept, mirror);
      if (sent) {
        Output.Accepted unused = session.order(note.update());
      }
      return note.update().encoded().toHex();
    }
  }

  /** How many moments there are at which the change to another index ends early. */
  public static final int RENEWALS = 4;

  /**
   * Begins to put another index in the place of the one that is there.
   *
   * @param steps 1: it is written down; 2: and a piece was taken out, which nobody wrote down; 3:
   *     and all, and the others who search have no key; 4: and a record's update is written down,
   *     and nobody has it
   * @return the update's bytes in hexadecimal digits; empty before there is one
   */
  public static String renewal(int steps, ParticipantFolder folder) throws Exception {
    IndexRenewal.begin(folder);
    try (ParticipantSession session = NetworkFiles.session(folder, new char[0])) {
      if (steps == 2) {
        long updates = IndexMirror.head(session, session.participant()).updates();
        Receipt unused = session.require(new ClearIndex(updates));
      }
      if (steps > 2) {
        new IndexRenewal(session).leave();
      }
      if (steps < 4) {
        return "";
      }
      List<KeptRecord> kept = folder.keptRecords();
      kept.removeIf(each -> !each.placed());
      IndexMirror mirror = IndexMirror.upToDate(session, session.participant());
      return new OwnIndex(session, line -> {})
          .noted(kept.get(0), mirror)
          .update()
          .encoded()
          .toHex();
    }
  }

  /**
   * Whether the derive key of a folder reads the journal that the state proves to an owner.
   *
   * @param wallet with its keys
   */
  public static boolean isReadBy(ParticipantFolder wallet, ParticipantFolder owner)
      throws Exception {
    KeyPair keys = CredentialFiles.readLedgerKeys(wallet.keys(), new char[0]);
    SearchKey key = IndexMirror.searchKey(DeriveKey.read(wallet, AgreementKey.of(keys)));
    try (ParticipantSession session = NetworkFiles.session(owner, new char[0])) {
      IndexMirror mirror = IndexMirror.upToDate(session, session.participant());
      assertThat(mirror.size()).isPositive();
      SearchIndex unused = mirror.index(key.keyring(mirror.epoch()));
      return true;
    } catch (RefusedException e) {
      assertThat(e).hasMessageContaining("cannot be read with the key");
      return false;
    }
  }

  /** Ends a search delegation, and no more: the others have no key of the next epoch. */
  public static void ended(ParticipantFolder folder, PublicKey delegate) throws Exception {
    try (ParticipantSession session = NetworkFiles.session(folder, new char[0])) {
      Receipt unused = session.require(new EndSearchDelegation(session.participant(), delegate));
      session.settle();
    }
  }

  /** How many orders the owner makes to give the present epoch's key to who lacks it. */
  public static long renewals(ParticipantFolder folder) throws Exception {
    try (ParticipantSession session = NetworkFiles.session(folder, new char[0])) {
      session.settle();
      long before = session.requests().last();
      int unused = new SearchDelegations(session).renew();
      return session.requests().last() - before;
    }
  }

  /** The epochs of the search keys that the owner's last orders left for a participant. */
  public static List<Integer> keysFor(PublicKey delegate, ParticipantFolder owner)
      throws Exception {
    List<Integer> epochs = new ArrayList<>();
    try (ParticipantSession session = NetworkFiles.session(owner, new char[0])) {
      session.settle();
      for (long number = session.requests().last();
          number > session.requests().last() - 20;
          number--) {
        RequestId request = new RequestId(session.keys().publicKey(), number);
        if (MedicalModules.operation(session.light().existence(request).value())
                instanceof DelegateSearch order
            && order.delegate().equals(delegate)) {
          epochs.add(order.epoch());
        }
      }
    }
    return epochs;
  }

  /** How many updates the state proves. */
  public static long updates(ParticipantFolder folder) throws Exception {
    try (ParticipantSession session = NetworkFiles.session(folder, new char[0])) {
      session.settle();
      return IndexMirror.head(session, session.participant()).updates();
    }
  }

  /** Whether the state proves that an update was executed as it is here. */
  public static boolean isOnLedger(ParticipantFolder folder, String update) throws Exception {
    UpdateIndex sent = Decoder.decode(Bytes.fromHex(update), UpdateIndex.TYPE.reader());
    try (ParticipantSession session = NetworkFiles.session(folder, new char[0])) {
      session.settle();
      return session
          .light()
          .entry(SearchIndexes.journalEntry(session.participant(), sent.number()))
          .value()
          .filter(JournalLine.of(sent)::equals)
          .isPresent();
    }
  }
}
