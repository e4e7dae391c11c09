/** The ledger as the parts of a node see it that are not consensus. */
package org.medchain.node.ledger;
