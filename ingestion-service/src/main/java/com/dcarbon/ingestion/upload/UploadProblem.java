// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import org.springframework.http.HttpStatus;

import com.dcarbon.platform.problem.ProblemType;

/** The kinds of problem that only uploads know. */
final class UploadProblem {
    static final ProblemType NOT_GREEN_BUTTON = ProblemType.of("not_green_button", HttpStatus.UNPROCESSABLE_CONTENT,
            "The file cannot be read as Green Button data",
            "Download the Green Button file (XML) from the utility's website again, and send it unchanged.");
    static final ProblemType NOTHING_TO_IMPORT = ProblemType.of("nothing_to_import", HttpStatus.UNPROCESSABLE_CONTENT,
            "The file has no electric interval data",
            "Choose interval data of an electric meter when you download the file.");

    private UploadProblem() {}
}
