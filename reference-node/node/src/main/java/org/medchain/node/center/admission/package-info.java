/**
 * Which certificates a process lets in: roles, validity and revocation, by the list and by the
 * ledger.
 */
package org.medchain.node.center.admission;
