/** Registration of a participant (paper §4 (1)): keys, certificates, the order on the ledger. */
package org.medchain.client.enrolment;
