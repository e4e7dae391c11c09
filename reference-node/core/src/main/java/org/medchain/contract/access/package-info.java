/** Records are read, and paid for (paper §3.1, §3.2.4; CON-7, CON-20). */
package org.medchain.contract.access;
