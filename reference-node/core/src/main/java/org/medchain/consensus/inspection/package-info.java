/** PBFT chains seen from outside a replica: durable logs and former members. */
package org.medchain.consensus.inspection;
