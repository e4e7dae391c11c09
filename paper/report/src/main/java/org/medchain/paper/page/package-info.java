/** A resolved page as HTML, in one file that needs no other, and the same as PDF (CLAIM-7). */
package org.medchain.paper.page;
