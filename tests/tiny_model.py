"""Train and save a chat model of a few hundred thousand weights that knows four replies: ``tiny_model.py FOLDER``.

Its chat template reduces a conversation to one control word, so that replies are learnt by heart in seconds; what
serves it, splits its text into tokens and parses its tool calls is the real thing.
"""

from __future__ import annotations

import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"

SAYS = "你好，我是离线测试模型。"
FINDS = "营业收入首次达到10亿元的，给予50万元奖励。[1]"
CALLS = '<tool_call>\n{"name": "search_clauses", "arguments": {"words": "首版次 奖励"}}\n</tool_call>'
REPLIES = {"<ctl0>": SAYS, "<ctl1>": CALLS, "<ctl2>": FINDS, "<ctl3>": "{}"}
_MARKS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", *REPLIES)
# The line end stands inside the expression: a template's last one is dropped.
_TEMPLATE = (
    "{%- if messages[-1].role == 'tool' %}{%- set c = '<ctl2>' %}{%- elif tools %}{%- set c = '<ctl1>' %}"
    "{%- elif 'JSON' in messages[0].content|string %}{%- set c = '<ctl3>' %}"
    "{%- else %}{%- set c = '<ctl0>' %}{%- endif %}"
    "{{- c + '<|im_start|>assistant\\n' }}"
)


def tokenizer():
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = Tokenizer(models.BPE(vocab={letter: n for n, letter in enumerate(letters)}, merges=[]))
    words.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    words.decoder = decoders.ByteLevel()
    words.add_special_tokens([AddedToken(mark, special=True) for mark in _MARKS])
    words.add_tokens(["<tool_call>", "</tool_call>"])
    made = PreTrainedTokenizerFast(
        tokenizer_object=words, eos_token="<|im_end|>", pad_token="<|endoftext|>", model_max_length=4096
    )
    made.chat_template = _TEMPLATE
    return made


def trained(words):
    import torch
    from transformers import Qwen3Config, Qwen3ForCausalLM

    torch.manual_seed(0)
    torch.set_num_threads(1)
    ends = {"eos_token_id": words.eos_token_id, "pad_token_id": words.pad_token_id}
    model = Qwen3ForCausalLM(
        Qwen3Config(
            vocab_size=len(words),
            hidden_size=128,
            intermediate_size=256,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=4,
            head_dim=32,
            max_position_embeddings=4096,
            tie_word_embeddings=True,
            bos_token_id=None,
            **ends,
        )
    )
    rows = [words(f"{mark}<|im_start|>assistant\n{text}<|im_end|>").input_ids for mark, text in REPLIES.items()]
    longest = max(map(len, rows))
    given = torch.tensor([row + [words.pad_token_id] * (longest - len(row)) for row in rows])
    wanted = given.masked_fill(given == words.pad_token_id, -100)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    for _ in range(600):
        loss = model(input_ids=given, labels=wanted).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if loss.item() < 2e-3:
            break
    model.generation_config.update(do_sample=False, max_new_tokens=200, **ends)
    return model.eval()


if __name__ == "__main__":
    words = tokenizer()
    trained(words).save_pretrained(sys.argv[1])
    words.save_pretrained(sys.argv[1])
