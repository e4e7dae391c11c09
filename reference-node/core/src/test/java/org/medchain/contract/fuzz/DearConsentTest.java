package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.search.ClearIndex;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/** CON-28, CON-31, CON-34, CON-46: the cost of asking all delegates, and of clearing an index. */
class DearConsentTest {
  private static final long FAR = Long.MAX_VALUE;

  private final TestChain chain = new TestChain();

  private void done(KeyPair by, Operation operation) {
    chain.expect(by, operation, Outcome.OK);
  }

  /** All directives for these purposes are there; only the last check shows that none counts. */
  private Hash ofWhomADelegateThoughtOften(Purpose... purposes) {
    PublicKey owner = PATIENT.publicKey();
    Hash id = chain.upload(PATIENT, "image", 1);
    done(PATIENT, new AppointDelegate(owner, OTHER_PATIENT.publicKey(), FAR));
    for (Purpose purpose : purposes) {
      for (DirectiveScope scope :
          List.of(
              new DirectiveScope.OneRecord(id),
              new DirectiveScope.OfType("image"),
              new DirectiveScope.AllRecords())) {
        for (Grantee grantee :
            List.of(new Grantee.Party(HOSPITAL.publicKey()), new Grantee.AnyOf(Role.HOSPITAL))) {
          DirectiveTerms terms = new DirectiveTerms(owner, scope, grantee, purpose);
          done(OTHER_PATIENT, new IssueDirective(terms, FAR));
        }
      }
    }
    PublicKey next = TestChain.keys("another key of the delegate").publicKey();
    done(CENTER, new ReplaceKey(OTHER_PATIENT.publicKey(), next));
    return id;
  }

  private void held() {
    done(CENTER, new FreezeAccount(OTHER_PATIENT.publicKey()));
  }

  @Example
  void aReaderOfWhomADelegateThoughtOften() {
    Hash id = ofWhomADelegateThoughtOften(Purpose.TREAT, Purpose.ETREAT);
    held();
    assertThat(
            CountedWork.of(chain, HOSPITAL, new ReadRecord(id, Purpose.ETREAT), new ArrayList<>())
                .reads())
        .isGreaterThan(100);
  }

  @Example
  void aReaderThatPays() {
    Hash id = ofWhomADelegateThoughtOften(Purpose.HRESCH);
    StateWork paid =
        CountedWork.of(chain, HOSPITAL, new ReadRecord(id, Purpose.HRESCH), new ArrayList<>());
    assertThat(paid.writes()).isGreaterThan(5);
    held();
    StateWork refused =
        CountedWork.of(chain, HOSPITAL, new ReadRecord(id, Purpose.HRESCH), new ArrayList<>());
    assertThat(refused.reads()).isGreaterThan(50);
  }

  @Example
  void aProviderOfWhomADelegateThoughtOften() {
    Hash id = ofWhomADelegateThoughtOften(Purpose.DISCLOSE);
    done(HOSPITAL, new OfferRecords("image", 1, List.of(id)));
    held();
    // It is not delivered, which takes all six names.
    Operation demand = new DemandRecords(HOSPITAL.publicKey(), "image", 1, 1);
    assertThat(CountedWork.of(chain, INSTITUTION, demand, new ArrayList<>()).reads())
        .isGreaterThan(60);
  }

  @Example
  void anIndexThatManySearch() {
    Bytes key = Bytes.of(new byte[SearchDelegation.KEY_SIZE]);
    for (int i = 0; i < SearchDelegates.MAX_OF_OWNER; i++) {
      PublicKey delegate = TestChain.keys("delegate " + i).publicKey();
      done(CENTER, new Register(TestChain.of(delegate, Role.DOCTOR)));
      done(PATIENT, new DelegateSearch(delegate, FAR, 0, key));
      PublicKey next = TestChain.keys("another key of delegate " + i).publicKey();
      done(CENTER, new ReplaceKey(delegate, next));
    }
    Bytes value = Bytes.of(new byte[IndexEntry.VALUE_SIZE]);
    IndexEntry entry = new IndexEntry(Hash.of(Bytes.utf8("address")), value);
    Operation update = new UpdateIndex(0, 0, List.of(entry), Bytes.utf8("line"));
    assertThat(CountedWork.of(chain, PATIENT, update, new ArrayList<>()).reads())
        .isGreaterThan(5L * SearchDelegates.MAX_OF_OWNER);
  }

  /** The most entries that an order takes out, and no more the more there are. */
  @Example
  void aFullIndexThatIsCleared() {
    Bytes value = Bytes.of(new byte[IndexEntry.VALUE_SIZE]);
    for (int number = 0; number < ClearIndex.MAX_UPDATES + 2; number++) {
      String name = number + " ";
      List<IndexEntry> entries =
          IntStream.range(0, UpdateIndex.MAX_ENTRIES)
              .mapToObj(each -> new IndexEntry(Hash.of(Bytes.utf8(name + each)), value))
              .sorted(Comparator.comparing(IndexEntry::address))
              .toList();
      done(PATIENT, new UpdateIndex(0, number, entries, Bytes.utf8("line")));
    }
    assertThat(
            CountedWork.of(
                    chain, PATIENT, new ClearIndex(ClearIndex.MAX_UPDATES + 2), new ArrayList<>())
                .writes())
        .isGreaterThan(4L * UpdateIndex.MAX_ENTRIES);
  }
}
