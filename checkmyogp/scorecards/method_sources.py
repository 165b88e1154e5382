"""What the method rests on, as one cites it: titles stay in the language in which they were published."""

SOURCES = (
    (
        "Brown, W. (1910). Some experimental results in the correlation of mental abilities. "
        "British Journal of Psychology 3, 296–322."
    ),
    (
        "Cohen, J. (1968). Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial "
        "credit. Psychological Bulletin 70, 213–220."
    ),
    "Efron, B. and Tibshirani, R. (1993). An Introduction to the Bootstrap. Chapman and Hall.",
    "Fisher, R. A. (1935). The Design of Experiments, section 21. Oliver and Boyd.",
    "Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, 4th edition, chapter 5. Advanced Analytics.",
    (
        "King, G., Murray, C. J. L., Salomon, J. A. and Tandon, A. (2004). Enhancing the validity and cross-cultural "
        "comparability of measurement in survey research. American Political Science Review 98, 191–207."
    ),
    "Krippendorff, K. (2004). Content Analysis, 2nd edition, section 11.4. Sage.",
    "Krippendorff, K. (2011). Computing Krippendorff’s alpha-reliability. University of Pennsylvania.",
    "Scheffé, H. (1959). The Analysis of Variance, chapter 4. Wiley.",
    "Spearman, C. (1910). Correlation calculated from faulty data. British Journal of Psychology 3, 271–295.",
)
