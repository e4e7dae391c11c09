/**
 * What a chain of PBFT shows from outside a replica: its durable logs, and who its members were.
 */
package org.medchain.consensus.inspection;
