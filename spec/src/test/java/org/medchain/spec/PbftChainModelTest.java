package org.medchain.spec;

import java.util.List;

/**
 * PBFT-13 in the small: rule D of decision 0010 holds in every reachable state of the models, the
 * rules that it was chosen over fail where they are known to, and enough happens in the models for
 * both to mean something. The build checks the smallest models in which those rules still fail: two
 * views are not enough to see what is wrong with rule B. A case named M… is a defect that is
 * planted in the code as a patch of this name; most need one height only, see {@link
 * PbftOneModelTest}.
 */
class PbftChainModelTest extends ModelTest {
  PbftChainModelTest() {
    super("PbftChain");
  }

  @Override
  List<Case> largeCases() {
    return named(
        """
        D-2views D-3views-3heights D-2views-primary D-3views-primary
        D-3views-starts Dopen-agreement D-3views-starts-primary Ds-3views
        M01-agreement M06-agreement M10-agreement
        """);
  }
}
