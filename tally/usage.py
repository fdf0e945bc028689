"""What the command says of itself when it is not called as it should be."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

IN_CHINESE = (
    ("the following arguments are required: ", "缺少 "),
    ("unrecognized arguments: ", "不认得 "),
    ("expected one argument", "后面要有一个值"),
    ("invalid choice: ", "没有这个命令："),
    ("choose from", "可用的有"),
    ("argument ", ""),
)
OF_AN_OPTION = re.compile(r"argument (--\w+): ")


class CommandParser(argparse.ArgumentParser):
    """A parser whose complaint is a Chinese sentence; its commands are parsers of this kind too."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and end with 2: at its option where there is one, else with the usage in front."""
        option = OF_AN_OPTION.match(message)
        for english, chinese in IN_CHINESE:
            message = message.replace(english, chinese)
        if option:
            self.exit(2, f"{message}\n")
        self.exit(2, f"{self.format_usage()}{self.prog}: 命令写得不对：{message}；用 {self.prog} -h 看写法\n")
