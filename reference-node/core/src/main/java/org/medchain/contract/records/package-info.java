/** Records are uploaded, and accepted or found false (paper §3.1, §4; CON-6, INC-5, INC-8). */
package org.medchain.contract.records;
